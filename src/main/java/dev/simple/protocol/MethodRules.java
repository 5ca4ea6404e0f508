package dev.simple.protocol;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides by rules what runs. Something runs if a rule includes it, or if there is no including rule at all, and no rule
 * excludes it. Immutable.
 */
public final class MethodRules {

    private record Compiled(Pattern classPattern, @Nullable Pattern methodPattern) {

        static Compiled of(MethodRule rule) {
            String method = rule.methodRegex();
            return new Compiled(Pattern.compile(rule.classRegex()), method == null ? null : Pattern.compile(method));
        }

        boolean matchesClass(String classFile) {
            return classPattern.matcher(classFile).matches();
        }

        boolean matchesMethod(Collection<String> names) {
            return methodPattern == null
                    || names.stream()
                            .anyMatch(name -> methodPattern.matcher(name).matches());
        }
    }

    private final List<MethodRule> rules;
    private final List<Compiled> includes;
    private final List<Compiled> excludes;

    private MethodRules(List<MethodRule> rules) {
        this.rules = List.copyOf(rules);
        includes = compile(this.rules, false);
        excludes = compile(this.rules, true);
    }

    /**
     * Compiles rules.
     *
     * @throws java.util.regex.PatternSyntaxException if an expression is malformed
     */
    public static MethodRules of(List<MethodRule> rules) {
        return new MethodRules(rules);
    }

    private static List<Compiled> compile(List<MethodRule> rules, boolean exclude) {
        return rules.stream()
                .filter(rule -> rule.exclude() == exclude)
                .map(Compiled::of)
                .toList();
    }

    /** The rules as they were given. */
    public List<MethodRule> rules() {
        return rules;
    }

    /**
     * Whether any rule names a method. Only then may a worker ask {@link #shouldRun} for each method. Otherwise it must
     * run the classes that it is given as they are: a method can come from a class that no rule matches, such as a
     * superclass, a nested class, or the classes of a suite.
     */
    public boolean hasMethodRules() {
        return rules.stream().anyMatch(rule -> rule.methodRegex() != null);
    }

    /** Whether a class is to be looked at: whether any of its methods could run, as far as the name tells. */
    public boolean shouldRunClass(String className) {
        String classFile = classFile(className);
        return (includes.isEmpty() || includes.stream().anyMatch(rule -> rule.matchesClass(classFile)))
                && excludes.stream().noneMatch(rule -> rule.methodPattern() == null && rule.matchesClass(classFile));
    }

    /**
     * Whether a method runs. A rule that includes a class without naming a method includes the classes nested in it,
     * as it does where no rule names a method.
     *
     * @param className the binary name of the class, such as {@code a.b.FooTest$Nested}
     * @param names those that the method goes by, of which a rule has to match one: {@code adds}, and {@code adds[0]} for
     *     one of several invocations
     */
    public boolean shouldRun(String className, Collection<String> names) {
        String classFile = classFile(className);
        return (includes.isEmpty() || includes.stream().anyMatch(rule -> includes(rule, className, names)))
                && excludes.stream().noneMatch(rule -> rule.matchesClass(classFile) && rule.matchesMethod(names));
    }

    private static boolean includes(Compiled rule, String className, Collection<String> names) {
        if (rule.methodPattern() != null) {
            return rule.matchesClass(classFile(className)) && rule.matchesMethod(names);
        }
        String name = className;
        while (!rule.matchesClass(classFile(name))) {
            int nesting = name.lastIndexOf('$');
            if (nesting <= name.lastIndexOf('.') + 1) {
                return false;
            }
            name = name.substring(0, nesting);
        }
        return true;
    }

    private static String classFile(String className) {
        return className.replace('.', '/') + ".class";
    }
}
