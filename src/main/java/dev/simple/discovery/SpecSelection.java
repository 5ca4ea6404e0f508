package dev.simple.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which spec files {@code -Dtest} means: those that one of its patterns matches by the path or the name of the file. A
 * pattern that names a method, or is a regular expression, means classes alone.
 */
final class SpecSelection {

    private final List<Pattern> includes = new ArrayList<>();
    private final List<Pattern> excludes = new ArrayList<>();
    private boolean classesOnly;

    private SpecSelection() {}

    static SpecSelection of(@Nullable String test) {
        SpecSelection selection = new SpecSelection();
        if (test != null) {
            PatternList.split(new PatternSource("-Dtest", test)).forEach(selection::add);
        }
        return selection;
    }

    private void add(String text) {
        boolean negated = text.startsWith("!");
        String pattern = negated ? text.substring(1).strip() : text;
        boolean forClasses = pattern.contains("#") || pattern.contains(PatternList.REGEX);
        if (!forClasses) {
            String anywhere = pattern.startsWith("**/") ? pattern : "**/" + pattern;
            (negated ? excludes : includes).add(Pattern.compile(PathPattern.toRegex(anywhere), Pattern.DOTALL));
        } else if (!negated) {
            classesOnly = true;
        }
    }

    boolean includes(String file) {
        boolean included = includes.isEmpty() ? !classesOnly : matches(includes, file);
        return included && !matches(excludes, file);
    }

    private static boolean matches(List<Pattern> patterns, String file) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(file).matches());
    }
}
