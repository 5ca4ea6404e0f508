package dev.simple.discovery;

import dev.simple.protocol.MethodRule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the patterns of one text: a class, a method or both, each as a name with wildcards or as an expression. */
final class PatternParser {

    static final String REGEX_FORM = "Write %regex[class], %regex[#method] or %regex[class#method].";

    private static final String METHOD_FORM = "Write Class#method, Class#first+second, #method or only Class.";
    private static final String ANT = "%ant[";
    private static final String ANY_CLASS = ".*";

    private final PatternSource source;
    private final boolean excluding;
    private final List<MethodRule> rules = new ArrayList<>();

    private PatternParser(PatternSource source, boolean excluding) {
        this.source = source;
        this.excluding = excluding;
    }

    /** Patterns that include, unless they begin with an exclamation mark. */
    static List<MethodRule> includes(PatternSource source) {
        return new PatternParser(source, false).parse();
    }

    /** Patterns that exclude. */
    static List<MethodRule> excludes(PatternSource source) {
        return new PatternParser(source, true).parse();
    }

    private List<MethodRule> parse() {
        for (String pattern : PatternList.split(source)) {
            boolean negated = pattern.startsWith("!");
            if (negated && excluding) {
                throw source.malformed(
                        pattern, "begins with '!', but an exclude excludes anyway", "Write it without '!'.");
            }
            String positive = negated ? pattern.substring(1).strip() : pattern;
            if (positive.isEmpty()) {
                throw source.malformed(pattern, "excludes nothing", "Write !Class, !Class#method or !#method.");
            }
            if (positive.contains(PatternList.REGEX)) {
                addRegex(positive, negated || excluding);
            } else {
                addNames(positive, negated || excluding);
            }
        }
        return rules;
    }

    private void addRegex(String pattern, boolean exclude) {
        if (!pattern.startsWith(PatternList.REGEX) || pattern.lastIndexOf(PatternList.REGEX) > 0) {
            throw source.malformed(pattern, "mixes %regex[...] with something else", REGEX_FORM);
        }
        String regex = pattern.substring(PatternList.REGEX.length(), pattern.length() - PatternList.END.length());
        int hash = regex.indexOf('#');
        if (hash != regex.lastIndexOf('#')) {
            throw source.malformed(pattern, "has more than one '#'", REGEX_FORM);
        }
        String classRegex = (hash < 0 ? regex : regex.substring(0, hash)).strip();
        String methodRegex = hash < 0 ? null : regex.substring(hash + 1).strip();
        if (methodRegex == null ? classRegex.isEmpty() : methodRegex.isEmpty()) {
            throw source.malformed(
                    pattern, methodRegex == null ? "is empty" : "lacks the name of a method", REGEX_FORM);
        }
        checkSyntax(pattern, classRegex);
        checkSyntax(pattern, methodRegex);
        rules.add(new MethodRule(exclude, classRegex.isEmpty() ? ANY_CLASS : classRegex, methodRegex));
    }

    private void checkSyntax(String pattern, @Nullable String regex) {
        if (regex == null) {
            return;
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            throw source.malformed(
                    pattern,
                    "is not a regular expression (%s near index %d of '%s')"
                            .formatted(e.getDescription(), e.getIndex(), regex),
                    REGEX_FORM);
        }
    }

    private void addNames(String pattern, boolean exclude) {
        int hash = pattern.indexOf('#');
        String className = withoutAnt(pattern, hash < 0 ? pattern : pattern.substring(0, hash));
        String classRegex = className.isEmpty() ? ANY_CLASS : ClassPattern.toRegex(className);
        if (hash < 0) {
            rules.add(new MethodRule(exclude, classRegex, null));
            return;
        }
        if (hash != pattern.lastIndexOf('#')) {
            throw source.malformed(pattern, "has more than one '#'", METHOD_FORM);
        }
        for (String method : pattern.substring(hash + 1).split("\\+", -1)) {
            String name = withoutAnt(pattern, method);
            if (name.isEmpty()) {
                throw source.malformed(pattern, "lacks the name of a method", METHOD_FORM);
            }
            rules.add(new MethodRule(exclude, classRegex, PathPattern.nameToRegex(name)));
        }
    }

    /** Ant's syntax is the default one, so that the explicit form means the same as the bare pattern. */
    private String withoutAnt(String pattern, String part) {
        String bare = part.strip();
        if (!bare.contains(ANT)) {
            return bare;
        }
        String content = bare.endsWith(PatternList.END)
                ? bare.substring(ANT.length(), bare.length() - 1).strip()
                : "";
        if (!bare.startsWith(ANT) || content.isEmpty()) {
            throw source.malformed(
                    pattern, "is not a complete %ant[...]", "Write %ant[**/Class], %ant[Class]#method or **/Class.");
        }
        return content;
    }
}
