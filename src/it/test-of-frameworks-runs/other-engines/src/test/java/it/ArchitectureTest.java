package it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "it")
class ArchitectureTest {

    @ArchTest
    static final ArchRule testsAreHere =
            classes().that().haveSimpleNameEndingWith("Test").should().resideInAPackage("it");
}
