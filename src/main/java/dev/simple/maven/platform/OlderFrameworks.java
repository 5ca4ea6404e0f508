package dev.simple.maven.platform;

import dev.simple.config.ConfigurationException;
import dev.simple.maven.classpath.ProjectDependency;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JUnit 4 and TestNG, which know nothing of the platform and get an engine. One that the POM does not name, beside
 * another framework, is there by chance: it neither fails a build that has no tests for it nor gets an engine, which
 * could find tests in it that nobody meant to run, as guava-testlib's.
 */
final class OlderFrameworks {

    private static final String JUNIT_4_MINIMUM = "4.12";
    private static final String TESTNG_MINIMUM = "6.14.3";
    private static final String TESTNG_ENGINE_VERSION = "1.1.0";

    private final PresentJars jars;
    private final PlatformVersion platform;
    private final boolean others;
    private final List<String> frameworks = new ArrayList<>();
    private final List<Coordinates> required = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Looks at the same jars as the caller.
     *
     * @param others whether there is an engine for something else
     */
    OlderFrameworks(PresentJars jars, PlatformVersion platform, boolean others) {
        this.jars = jars;
        this.platform = platform;
        this.others = others;
    }

    void find() {
        ProjectDependency current = jars.get(Keys.JUNIT_4);
        ProjectDependency junit = current == null ? jars.get(Keys.JUNIT_4_DEP) : current;
        ProjectDependency testng = jars.get(Keys.TESTNG);
        if (junit != null) {
            addJUnit4(junit, isByChance(junit, testng));
        }
        if (testng != null) {
            addTestNg(testng, isByChance(testng, junit));
        }
    }

    private boolean isByChance(ProjectDependency framework, @Nullable ProjectDependency other) {
        return !framework.declared() && (others || (other != null && other.declared()));
    }

    private void addJUnit4(ProjectDependency junit, boolean byChance) {
        String name = "JUnit " + junit.version();
        if (jars.has(Keys.VINTAGE_ENGINE)) {
            frameworks.add(name);
        } else if (PlatformVersion.isBefore(junit.version(), JUNIT_4_MINIMUM)) {
            refuse(
                    byChance,
                    name + " (" + junit.key() + ") is on the test class path, and the oldest version of JUnit 4 whose"
                            + " tests can run is " + JUNIT_4_MINIMUM,
                    "Use junit:junit:4.13.2.");
        } else {
            add(name, Coordinates.of(Keys.VINTAGE_ENGINE, platform.jupiter()), byChance);
        }
    }

    private void addTestNg(ProjectDependency testng, boolean byChance) {
        String name = "TestNG " + testng.version();
        if (jars.has(Keys.TESTNG_ENGINE)) {
            frameworks.add(name);
        } else if (PlatformVersion.isBefore(testng.version(), TESTNG_MINIMUM)) {
            refuse(
                    byChance,
                    name + " (" + testng.key() + ") is on the test class path, and the oldest version of TestNG whose"
                            + " tests can run is " + TESTNG_MINIMUM,
                    "Use " + testng.key() + ":" + TESTNG_MINIMUM + " or later.");
        } else if (platform.isBefore(PlatformVersion.MINIMUM_FOR_TESTNG)) {
            refuse(
                    byChance,
                    name + " is on the test class path together with JUnit Platform " + platform
                            + ", and the oldest platform that runs TestNG is " + PlatformVersion.MINIMUM_FOR_TESTNG,
                    "Use JUnit " + PlatformVersion.MINIMUM_FOR_TESTNG.jupiter() + " or later.");
        } else {
            add(name, Coordinates.of(Keys.TESTNG_ENGINE, TESTNG_ENGINE_VERSION), byChance);
        }
    }

    private void add(String framework, Coordinates engine, boolean byChance) {
        if (byChance) {
            notes.add(framework
                    + " is on the test class path through another dependency; tests written for it are not run."
                    + " To run them, name it among the project's test dependencies.");
        } else {
            frameworks.add(framework);
            required.add(engine);
        }
    }

    private void refuse(boolean byChance, String finding, String remedy) {
        if (!byChance) {
            throw new ConfigurationException(finding + ". " + remedy);
        }
        notes.add(finding + "; it came through another dependency, and tests written for it are not run.");
    }

    List<String> frameworks() {
        return frameworks;
    }

    List<Coordinates> required() {
        return required;
    }

    List<String> notes() {
        return notes;
    }
}
