package dev.simple.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Refusal;
import dev.simple.config.RunConfiguration.Selection;
import dev.simple.protocol.MethodRules;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestSelectionTest {

    @Test
    void includesTheUsualNamesAndNoNestedClassesByDefault() {
        TestSelection selection = lists(List.of(), List.of());
        for (String name : List.of("a.FooTest", "a.TestFoo", "a.b.FooTests", "FooTestCase")) {
            assertTrue(selection.includesClass(name), name);
        }
        for (String name : List.of("a.Foo", "a.FooIT", "a.FooTest$NestedTest", "a.FooTesting")) {
            assertFalse(selection.includesClass(name), name);
        }
    }

    @Test
    void includesNestedClassesAsSoonAsThereAreOtherExcludes() {
        TestSelection selection = lists(List.of("**/*Test.java"), List.of("**/Slow*"));
        assertTrue(selection.includesClass("a.FooTest$NestedTest"));
        assertFalse(selection.includesClass("a.SlowTest"));
    }

    @Test
    void takesSeveralPatternsFromOneIncludeAndExcludesThoseWithAnExclamationMark() {
        TestSelection selection = lists(List.of("**/*Test.java, Other, !BarTest"), List.of("Baz*,a.QuxTest"));
        assertTrue(selection.includesClass("a.FooTest"));
        assertTrue(selection.includesClass("a.Other"));
        assertFalse(selection.includesClass("a.BarTest"));
        assertFalse(selection.includesClass("a.BazTest"));
        assertFalse(selection.includesClass("a.QuxTest"));
    }

    @Test
    void takesMethodsInIncludesAndKeepsExcludesOfClassesAwayFromThem() {
        TestSelection selection = lists(List.of("FooTest", "BarTest#adds"), List.of("**/*$*", "#slow"));
        MethodRules methods = MethodRules.of(selection.methodRules());
        assertTrue(methods.shouldRun("a.FooTest$Nested", List.of("any")));
        assertFalse(methods.shouldRun("a.FooTest", List.of("slow")));
        assertTrue(methods.shouldRun("a.BarTest", List.of("adds")));
        assertFalse(methods.shouldRun("a.BarTest", List.of("removes")));
        assertFalse(selection.includesClass("a.FooTest$Nested"));
    }

    @Test
    void replacesIncludesAndExcludesByTheTestsOfTheCommandLine() {
        TestSelection selection =
                TestSelection.of(new Selection(Path.of("/unused"), List.of("FooTest"), List.of("BarTest"), "Bar*"));
        assertFalse(selection.includesClass("FooTest"));
        assertTrue(selection.includesClass("BarTest"));
        assertTrue(selection.includesClass("BarTest$Nested"));
        assertEquals("Bar*", selection.specificTests());
    }

    @Test
    void hasNoMethodRulesAsLongAsNoPatternNamesAMethod() {
        TestSelection selection = test("FooTest,!BarTest");
        assertFalse(selection.hasMethodRules());
        assertEquals(List.of(), selection.methodRules());
        assertTrue(test("FooTest,!#slow").hasMethodRules());
    }

    @Test
    void keepsACommaInsideOfARegularExpression() {
        TestSelection selection = test("%regex[.*Fo{1,2}Test.class], BarTest, !%regex[#a{1,3}]");
        assertTrue(selection.includesClass("a.FooTest"));
        assertTrue(selection.includesClass("a.BarTest"));
        assertFalse(selection.includesClass("a.FoooTest"));
        assertFalse(MethodRules.of(selection.methodRules()).shouldRun("a.FooTest", List.of("aaa")));
    }

    @ParameterizedTest
    @CsvSource({"%ant[**/a/*Test]", "%ant[FooTest.java]", "!%ant[Bar*]", "%ant[a.FooTest]"})
    void readsTheExplicitFormOfAntLikeTheBarePattern(String pattern) {
        assertTrue(test(pattern).includesClass("a.FooTest"));
        assertFalse(test(pattern).includesClass("b.BarTest"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FooTest,Bar#|The pattern 'Bar#' in -Dtest=FooTest,Bar# lacks the name of a method. Write Class#method,",
                "Foo#a++b|The pattern 'Foo#a++b' in -Dtest=Foo#a++b lacks the name of a method.",
                "Foo#a#b|The pattern 'Foo#a#b' in -Dtest=Foo#a#b has more than one '#'.",
                "#|The pattern '#' in -Dtest=# lacks the name of a method.",
                "%regex[Foo|The pattern '%regex[Foo' in -Dtest=%regex[Foo has no closing ']'. Write %regex[class],",
                "!%regex[a{1,Foo|The pattern '!%regex[a{1,Foo' in -Dtest=!%regex[a{1,Foo has no closing ']'.",
                "%regex[(Foo]|The pattern '%regex[(Foo]' in -Dtest=%regex[(Foo] is not a regular expression (Unclosed group",
                "%regex[Foo#*]|The pattern '%regex[Foo#*]' in -Dtest=%regex[Foo#*] is not a regular expression (Dangling meta",
                "%regex[Foo#]|The pattern '%regex[Foo#]' in -Dtest=%regex[Foo#] lacks the name of a method.",
                "%regex[]|The pattern '%regex[]' in -Dtest=%regex[] is empty. Write %regex[class],",
                "%regex[a#b#c]|The pattern '%regex[a#b#c]' in -Dtest=%regex[a#b#c] has more than one '#'.",
                "Foo#%regex[a]|The pattern 'Foo#%regex[a]' in -Dtest=Foo#%regex[a] mixes %regex[...] with something else.",
                "%ant[Foo|The pattern '%ant[Foo' in -Dtest=%ant[Foo is not a complete %ant[...]. Write",
                "%ant[Foo#bar]|The pattern '%ant[Foo#bar]' in -Dtest=%ant[Foo#bar] is not a complete %ant[...].",
                "Foo,!|The pattern '!' in -Dtest=Foo,! excludes nothing. Write !Class,",
                "' '|-Dtest=  names no test. Write a class, such as -Dtest=FooTest,",
                "','|-Dtest=, names no test.",
            })
    void refusesAMalformedPatternWithASentence(String pattern, String message) {
        String actual = Refusal.of(() -> test(pattern));
        assertTrue(actual.startsWith(message), actual);
    }

    @Test
    void namesTheListThatAMalformedPatternIsIn() {
        assertEquals(
                "The pattern '!Foo' in excludes begins with '!', but an exclude excludes anyway. Write it without '!'.",
                Refusal.of(() -> lists(List.of(), List.of("!Foo"))));
        assertTrue(Refusal.of(() -> lists(List.of("Foo#"), List.of()))
                .startsWith("The pattern 'Foo#' in includes lacks the name of a method."));
    }

    private static TestSelection test(String test) {
        return TestSelection.of(new Selection(Path.of("/unused"), List.of(), List.of(), test));
    }

    private static TestSelection lists(List<String> includes, List<String> excludes) {
        return TestSelection.of(new Selection(Path.of("/unused"), includes, excludes, null));
    }
}
