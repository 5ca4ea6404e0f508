package dev.simple.discovery;

import dev.simple.config.ConfigurationException;
import dev.simple.config.RunConfiguration.Selection;
import dev.simple.protocol.MethodRule;
import dev.simple.protocol.MethodRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which classes and methods the user has chosen, in Surefire's language of patterns. Immutable. */
public final class TestSelection {

    /** What runs if nothing is included explicitly. */
    public static final List<String> DEFAULT_INCLUDES =
            List.of("**/Test*.java", "**/*Test.java", "**/*Tests.java", "**/*TestCase.java");

    /** What runs as an integration test if nothing is included explicitly. */
    public static final List<String> DEFAULT_INTEGRATION_INCLUDES =
            List.of("**/IT*.java", "**/*IT.java", "**/*ITCase.java");

    /** What is left out if nothing is excluded explicitly: classes nested in another, which runs them. */
    public static final List<String> DEFAULT_EXCLUDES = List.of("**/*$*");

    private final MethodRules classRules;
    private final List<MethodRule> methodRules;
    private final @Nullable String test;

    private TestSelection(List<MethodRule> classRules, List<MethodRule> methodRules, @Nullable String test) {
        this.classRules = MethodRules.of(classRules);
        this.methodRules = this.classRules.hasMethodRules() ? List.copyOf(methodRules) : List.of();
        this.test = test;
    }

    /**
     * Reads the patterns.
     *
     * @throws ConfigurationException if a pattern is malformed
     */
    public static TestSelection of(Selection selection) {
        String test = selection.test();
        return test == null ? ofLists(selection.includes(), selection.excludes()) : ofTest(test);
    }

    private static TestSelection ofTest(String test) {
        List<MethodRule> rules = PatternParser.includes(new PatternSource("-Dtest", test));
        if (rules.isEmpty()) {
            throw new ConfigurationException(
                    "-Dtest=%s names no test. Write a class, such as -Dtest=FooTest, or leave -Dtest out to run all tests."
                            .formatted(test));
        }
        return new TestSelection(rules, rules, test);
    }

    private static TestSelection ofLists(List<String> includes, List<String> excludes) {
        List<MethodRule> included = new ArrayList<>();
        for (String include : includes.isEmpty() ? DEFAULT_INCLUDES : includes) {
            included.addAll(PatternParser.includes(new PatternSource("includes", include)));
        }
        List<MethodRule> excluded = new ArrayList<>();
        for (String exclude : excludes.isEmpty() ? DEFAULT_EXCLUDES : excludes) {
            excluded.addAll(PatternParser.excludes(new PatternSource("excludes", exclude)));
        }
        List<MethodRule> classRules = new ArrayList<>(included);
        classRules.addAll(excluded);
        // An excluded class has not been selected. To apply its pattern to methods too would take the nested classes
        // out of the selected ones, since **/*$* is how most projects keep them from being run twice.
        List<MethodRule> methodRules = new ArrayList<>(included);
        excluded.stream().filter(rule -> rule.methodRegex() != null).forEach(methodRules::add);
        return new TestSelection(classRules, methodRules, null);
    }

    /** Whether a class is to be looked at, by its binary name. */
    public boolean includesClass(String className) {
        return classRules.shouldRunClass(className);
    }

    /** Whether any pattern names a method, so that {@link #methodRules()} must be applied where the tests run. */
    public boolean hasMethodRules() {
        return classRules.hasMethodRules();
    }

    /** What {@link MethodRules} needs to decide on methods; empty if no pattern names a method. */
    public List<MethodRule> methodRules() {
        return methodRules;
    }

    /** What the user asked for with {@code -Dtest}, null if the usual tests run. */
    public @Nullable String specificTests() {
        return test;
    }
}
