package dev.simple.report;

import java.nio.charset.StandardCharsets;

/** Names of report files: Surefire's, unless the file system could not take them. */
public final class ReportFileNames {

    private static final String REPLACED = "()&\\/:*?\"<>|";

    // File systems take 255 bytes; the rest is for prefixes and suffixes.
    private static final int LONGEST = 220;

    private ReportFileNames() {}

    /**
     * The name of the report of a class or spec file.
     *
     * @param prefix such as {@code TEST-}
     * @param suffix such as {@code .xml}
     */
    public static String of(String prefix, String className, String suffix) {
        return prefix + shortened(replaced(className)) + suffix;
    }

    /** The same with Surefire's {@code reportNameSuffix}, which may be empty, after a hyphen. */
    public static String of(String prefix, String className, String nameSuffix, String suffix) {
        return of(prefix, className, nameSuffix.isEmpty() ? suffix : "-" + replaced(nameSuffix) + suffix);
    }

    private static String replaced(String name) {
        StringBuilder legal = new StringBuilder(name);
        for (int i = 0; i < legal.length(); i++) {
            char character = legal.charAt(i);
            if (REPLACED.indexOf(character) >= 0 || Character.isISOControl(character)) {
                legal.setCharAt(i, '_');
            }
        }
        return legal.toString();
    }

    private static String shortened(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return name;
        }
        String hash = "-" + Integer.toHexString(name.hashCode());
        int length = Math.min(name.length(), LONGEST);
        while (name.substring(0, length).getBytes(StandardCharsets.UTF_8).length > LONGEST - hash.length()) {
            length--;
        }
        return name.substring(0, length) + hash;
    }
}
