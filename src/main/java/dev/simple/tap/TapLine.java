package dev.simple.tap;

import dev.simple.tap.TapTest.Directive;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one line means by itself, without its indentation and its end. */
sealed interface TapLine {

    record Version() implements TapLine {}

    /**
     * How many tests there are.
     *
     * @param reason why nothing is run, where the plan is zero; may be empty
     */
    record Plan(int tests, String reason) implements TapLine {}

    /**
     * A test's result.
     *
     * @param number null where the line has none
     */
    record Point(boolean ok, @Nullable Integer number, String description, Directive directive, String reason)
            implements TapLine {}

    record BailOut(String reason) implements TapLine {}

    record Pragma() implements TapLine {}

    /**
     * Begins a subtest.
     *
     * @param name null where the line has none
     */
    record Subtest(@Nullable String name) implements TapLine {}

    record Comment() implements TapLine {}

    /** No TAP. */
    record Other() implements TapLine {}

    Pattern VERSION = Pattern.compile("TAP version \\d{1,9}");
    Pattern PLAN = Pattern.compile("1\\.\\.(\\d{1,9})\\s*(?:#(.*))?");
    Pattern POINT =
            Pattern.compile("(not )?ok(?:\\s+(\\d{1,9})(?=\\s|$))?(?:\\s+(?:-(?=\\s|$))?(.*))?", Pattern.DOTALL);
    Pattern BAIL_OUT = Pattern.compile("Bail out!(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    Pattern PRAGMA = Pattern.compile("pragma( [+-][\\w-]+,?)+");
    Pattern SUBTEST = Pattern.compile("# Subtest(?:: (.*))?", Pattern.DOTALL);
    Pattern DIRECTIVE = Pattern.compile("#\\s*(SKIP|TODO)\\S*(?:\\s+(.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    Pattern SKIP_WORD = Pattern.compile("SKIP\\S*\\s*", Pattern.CASE_INSENSITIVE);

    static TapLine parse(String line) {
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '#' -> comment(line);
            case 'o', 'n' -> point(line);
            case '1' -> plan(line);
            case 'B', 'b' -> bailOut(line);
            case 'T' -> VERSION.matcher(line).matches() ? new Version() : new Other();
            case 'p' -> PRAGMA.matcher(line).matches() ? new Pragma() : new Other();
            default -> new Other();
        };
    }

    private static TapLine comment(String line) {
        Matcher subtest = SUBTEST.matcher(line);
        if (!subtest.matches()) {
            return new Comment();
        }
        return new Subtest(subtest.group(1) == null ? null : unescape(subtest.group(1)));
    }

    private static TapLine plan(String line) {
        Matcher plan = PLAN.matcher(line);
        if (!plan.matches()) {
            return new Other();
        }
        String comment = plan.group(2) == null ? "" : plan.group(2).strip();
        Matcher skip = SKIP_WORD.matcher(comment);
        return new Plan(
                Integer.parseInt(plan.group(1)), unescape(skip.lookingAt() ? comment.substring(skip.end()) : comment));
    }

    private static TapLine bailOut(String line) {
        Matcher bailOut = BAIL_OUT.matcher(line);
        return bailOut.matches() ? new BailOut(unescape(bailOut.group(1).strip())) : new Other();
    }

    private static TapLine point(String line) {
        Matcher point = POINT.matcher(line);
        if (!point.matches()) {
            return new Other();
        }
        return point(
                point.group(1) == null,
                point.group(2) == null ? null : Integer.valueOf(point.group(2)),
                point.group(3) == null ? "" : point.group(3).strip());
    }

    private static Point point(boolean ok, @Nullable Integer number, String rest) {
        int hash = delimiter(rest);
        Matcher directive = DIRECTIVE.matcher(hash < 0 ? "" : rest.substring(hash));
        if (!directive.matches()) {
            return new Point(ok, number, unescape(rest), Directive.NONE, "");
        }
        return new Point(
                ok,
                number,
                unescape(rest.substring(0, hash).strip()),
                Directive.valueOf(directive.group(1).toUpperCase(Locale.ROOT)),
                directive.group(2) == null ? "" : unescape(directive.group(2).strip()));
    }

    /** Where a directive may begin: at the first hash that stands alone, or that has a directive's name; else -1. */
    private static int delimiter(String text) {
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '#' && !escaped && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))) {
                boolean alone = i + 1 == text.length() || Character.isWhitespace(text.charAt(i + 1));
                if (alone || DIRECTIVE.matcher(text).region(i, text.length()).matches()) {
                    return i;
                }
            }
            escaped = character == '\\' && !escaped;
        }
        return -1;
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean escape = text.charAt(i) == '\\'
                    && i + 1 < text.length()
                    && (text.charAt(i + 1) == '\\' || text.charAt(i + 1) == '#');
            plain.append(text.charAt(escape ? ++i : i));
        }
        return plain.toString();
    }
}
