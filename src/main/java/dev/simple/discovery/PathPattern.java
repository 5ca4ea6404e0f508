package dev.simple.discovery;

import java.util.StringTokenizer;
import java.util.regex.Pattern;

/**
 * Turns Ant's path patterns into regular expressions: {@code ?} is a character, {@code *} any characters of one name,
 * {@code **} as a whole name any number of directories.
 */
final class PathPattern {

    private PathPattern() {}

    /** The expression that matches the same relative paths, with slashes, as the pattern. */
    static String toRegex(String pattern) {
        StringBuilder regex = new StringBuilder();
        boolean first = true;
        boolean anyDirectories = false;
        for (StringTokenizer names = new StringTokenizer(pattern, "/"); names.hasMoreTokens(); ) {
            String name = names.nextToken();
            if (name.equals("**")) {
                anyDirectories = true;
                continue;
            }
            if (anyDirectories) {
                regex.append(first ? "(?:[^/]+/)*" : "(?:/[^/]+)*");
            }
            regex.append(first ? "" : "/").append(nameToRegex(name));
            first = false;
            anyDirectories = false;
        }
        if (anyDirectories) {
            regex.append(first ? ".*" : "(?:/[^/]+)*");
        }
        return regex.toString();
    }

    /** The expression for a name without directories. */
    static String nameToRegex(String name) {
        StringBuilder regex = new StringBuilder();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (character == '*' || character == '?') {
                appendQuoted(regex, literal);
                // "**" within a name is the same as "*"; repeating the expression would only make it slow.
                if (character == '?') {
                    regex.append("[^/]");
                } else if (!regex.toString().endsWith("[^/]*")) {
                    regex.append("[^/]*");
                }
            } else {
                literal.append(character);
            }
        }
        appendQuoted(regex, literal);
        return regex.toString();
    }

    private static void appendQuoted(StringBuilder regex, StringBuilder literal) {
        if (!literal.isEmpty()) {
            regex.append(Pattern.quote(literal.toString()));
            literal.setLength(0);
        }
    }
}
