package dev.simple.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.Selection;
import dev.simple.protocol.MethodRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.surefire.api.testset.TestListResolver;
import org.junit.jupiter.api.Test;

/** Compares with Surefire's own implementation of the language, over all combinations of what is listed here. */
class SurefireOracleTest {

    private static final List<String> CLASS_PATTERNS = List.of(
            "FooTest",
            "Foo*",
            "*Test",
            "*",
            "**",
            "F?oTest",
            "**/*Test.java",
            "**/Foo*.class",
            "*Foo*.java",
            "FooTest.java",
            "FooTest.class",
            "a.FooTest",
            "a.b.FooTest",
            "a.b.FooTest.java",
            "a.b.*",
            "a.b.Foo*.class",
            "a/b/FooTest",
            "a/**/FooTest",
            "a/**",
            "**/b/**",
            "b/*",
            "b/",
            "/FooTest",
            "a//b/FooTest",
            "**/**/FooTest",
            "*/FooTest",
            "**/a/*/FooTest",
            "a**/FooTest",
            "FooTest.*",
            "a.FooTest.*",
            "**/FooTest.*",
            "**/FooTest*.*",
            "FooTest$Nested",
            "FooTest$*",
            "**/*$*",
            "*ass",
            "*.class",
            "**.FooTest",
            "a/b.FooTest",
            "c.d.e.**",
            "**/a/**/b/**/*Test",
            "**/?/*Test",
            "fooTEST",
            "Foo-Test",
            "(Foo)Test",
            "Foo.Test",
            "*.*",
            "??Test.java",
            "b.FooTest",
            "**b/FooTest",
            "b**",
            "FooTest*/**",
            "a/**/FooTest.class/**",
            "FooTest.jav",
            "*T*t*",
            "***Test");

    private static final List<String> REGEXES = List.of(
            ".*Test.*",
            "a/b/.*",
            ".*Foo(Test|Bar).class",
            "FooTest",
            ".*[F]ooTest.class",
            ".*\\$Nested.class",
            "(?i).*footest.class",
            "a.b.FooTest.class");

    private static final List<String> METHODS =
            List.of("add", "add*", "*", "a?d", "add+remove*", "*move", "add + test", "%ant[a*]", "a**d", "add(int)");

    private static final List<String> CLASSES = List.of(
            "FooTest",
            "FooTest$Nested",
            "FooTest$Nested$Deeper",
            "Foo",
            "a.FooTest",
            "a.b.FooTest",
            "a.b.FooTest$Nested",
            "a.b.c.FooBar",
            "b.FooTest",
            "c.d.e.BarTests",
            "c.a.x.b.y.BarTest",
            "ab.FooTest",
            "a.b.AnotherFooTest",
            "a.b.FooTestCase",
            "$Foo",
            "a.Test");

    private static final List<String> METHOD_NAMES = List.of("add", "adding", "remove", "test", "aXd", "add(int)", "a");

    private long comparisons;

    @Test
    void agreesOnEverySinglePattern() {
        for (String pattern : patterns()) {
            compare(List.of(pattern));
            compare(List.of("!" + pattern));
        }
        assertTrue(comparisons > 100_000, comparisons + " comparisons");
    }

    @Test
    void agreesOnPairsOfPatterns() {
        List<String> patterns = new ArrayList<>();
        List<String> all = List.copyOf(patterns());
        for (int i = 0; i < all.size(); i += 29) {
            patterns.add(all.get(i));
            patterns.add("!" + all.get(i));
        }
        for (String first : patterns) {
            for (String second : patterns) {
                compare(List.of(first, second));
            }
        }
        assertTrue(comparisons > 100_000, comparisons + " comparisons");
    }

    private static Set<String> patterns() {
        Set<String> patterns = new LinkedHashSet<>();
        for (String className : CLASS_PATTERNS) {
            patterns.add(className);
            METHODS.forEach(method -> patterns.add(className + "#" + method));
        }
        METHODS.forEach(method -> patterns.add("#" + method));
        for (String regex : REGEXES) {
            patterns.add("%regex[" + regex + "]");
            patterns.add("%regex[" + regex + "#a.*]");
        }
        patterns.add("%regex[#add|remove]");
        return patterns;
    }

    private void compare(List<String> patterns) {
        String test = String.join(", ", patterns);
        TestListResolver surefire = new TestListResolver(test);
        TestSelection selection = TestSelection.of(new Selection(Path.of("/unused"), List.of(), List.of(), test));
        MethodRules methods = MethodRules.of(selection.methodRules());
        assertEquals(surefire.hasMethodPatterns(), selection.hasMethodRules(), test);
        for (String className : CLASSES) {
            comparisons++;
            assertEquals(
                    surefire.shouldRun(classFile(className), null),
                    selection.includesClass(className),
                    () -> test + " on " + className);
            if (selection.hasMethodRules()) {
                for (String method : METHOD_NAMES) {
                    comparisons++;
                    assertEquals(
                            surefire.shouldRun(classFile(className), method)
                                    || runsWithItsEnclosingClass(patterns, className, method),
                            methods.shouldRun(className, List.of(method)),
                            () -> test + " on " + className + "#" + method);
                }
            }
        }
    }

    /**
     * The deliberate difference: with -Dtest=FooTest,BarTest#x Surefire no longer runs the tests in the nested classes
     * of FooTest, which it runs with -Dtest=FooTest.
     */
    private static boolean runsWithItsEnclosingClass(List<String> patterns, String className, String method) {
        if (className.indexOf('$', 1) < 0) {
            return false;
        }
        boolean included = false;
        for (String pattern : patterns) {
            TestListResolver alone = new TestListResolver(pattern);
            if (pattern.startsWith("!")) {
                if (!alone.shouldRun(classFile(className), method)) {
                    return false;
                }
            } else if (!alone.hasMethodPatterns()) {
                for (int end = className.indexOf('$', 1); end > 0; end = className.indexOf('$', end + 1)) {
                    included |= alone.shouldRun(classFile(className.substring(0, end)), method);
                }
            }
        }
        return included;
    }

    private static String classFile(String className) {
        return TestListResolver.toClassFileName(className);
    }
}
