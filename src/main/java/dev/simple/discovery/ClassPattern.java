package dev.simple.discovery;

/**
 * Turns the class part of a pattern into a regular expression over paths of class files. A pattern may be written as a
 * source file, a class file, a path without extension or a class name with dots, and is looked for in all packages.
 */
final class ClassPattern {

    private static final String SOURCE = ".java";
    private static final String CLASS = ".class";
    private static final String ANY_EXTENSION = ".*";
    private static final String ANY_DIRECTORIES = "**/";

    private ClassPattern() {}

    /** The expression for a pattern that is not itself a regular expression. */
    static String toRegex(String pattern) {
        String path = toPath(pattern);
        if (!path.startsWith(ANY_DIRECTORIES)) {
            path = ANY_DIRECTORIES + path;
        }
        if (path.endsWith(CLASS)) {
            return PathPattern.toRegex(path);
        }
        return "(?:" + PathPattern.toRegex(path + CLASS) + ")|(?:" + PathPattern.toRegex(path) + ")";
    }

    private static String toPath(String pattern) {
        for (String extension : new String[] {SOURCE, CLASS}) {
            if (pattern.endsWith(extension)) {
                return dotsToSlashes(pattern, extension.length()) + CLASS;
            }
        }
        if (pattern.contains("/")) {
            return pattern;
        }
        return pattern.endsWith(ANY_EXTENSION)
                ? dotsToSlashes(pattern, ANY_EXTENSION.length()) + ANY_EXTENSION
                : dotsToSlashes(pattern, 0);
    }

    private static String dotsToSlashes(String pattern, int extensionLength) {
        return pattern.substring(0, pattern.length() - extensionLength).replace('.', '/');
    }
}
