package dev.simple.maven.platform;

import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * A version of the JUnit Platform. Jupiter and Vintage 5.y.z belong to platform 1.y.z; from 6.0 on all have the same
 * version.
 */
record PlatformVersion(String text) implements Comparable<PlatformVersion> {

    /** For projects of JUnit 4 or TestNG, which have no platform of their own. */
    static final PlatformVersion DEFAULT = new PlatformVersion("1.14.4");

    /** The oldest that is supported: since 1.4 a test plan can be executed that was discovered before. */
    static final PlatformVersion MINIMUM = new PlatformVersion("1.4");

    /** The TestNG engine is built against 1.7; on 1.4 it cannot be loaded, which stops all other engines too. */
    static final PlatformVersion MINIMUM_FOR_TESTNG = new PlatformVersion("1.7");

    /** What the jars of newer versions depend on is not known here. */
    static final PlatformVersion FIRST_UNKNOWN = new PlatformVersion("6.2-alpha");

    static PlatformVersion ofJupiter(String version) {
        return new PlatformVersion(version.startsWith("5.") ? "1." + version.substring(2) : version);
    }

    String jupiter() {
        return text.startsWith("1.") ? "5." + text.substring(2) : text;
    }

    boolean isBefore(PlatformVersion other) {
        return compareTo(other) < 0;
    }

    static boolean isBefore(String version, String other) {
        return new ComparableVersion(version).compareTo(new ComparableVersion(other)) < 0;
    }

    @Override
    public int compareTo(PlatformVersion other) {
        return new ComparableVersion(text).compareTo(new ComparableVersion(other.text));
    }

    @Override
    public String toString() {
        return text;
    }
}
