package dev.simple.maven.platform;

import dev.simple.config.ConfigurationException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a worker needs besides the project's class path.
 *
 * @param frameworks what the project's tests are written with, for people; empty if nothing was found
 * @param launcherClassPath goes in front of the project's class path
 * @param leftOut jars of the project's class path that the launcher class path stands in for
 * @param platformVersion of the JUnit Platform that the worker gets
 * @param notes sentences for people who want to know why
 */
public record PlatformClassPath(
        List<String> frameworks,
        List<Path> launcherClassPath,
        List<Path> leftOut,
        String platformVersion,
        List<String> notes) {

    public PlatformClassPath {
        frameworks = List.copyOf(frameworks);
        launcherClassPath = List.copyOf(launcherClassPath);
        leftOut = List.copyOf(leftOut);
        notes = List.copyOf(notes);
    }

    /** Whether the project has anything to run tests with. */
    public boolean hasFramework() {
        return !frameworks.isEmpty();
    }

    /** For a project that has test classes: complains if nothing can run them. */
    public void requireFramework() {
        if (!hasFramework()) {
            throw new ConfigurationException("This project has test classes, but nothing on its test class path can run"
                    + " them: neither JUnit Jupiter (org.junit.jupiter:junit-jupiter-api) nor another engine of the"
                    + " JUnit Platform (org.junit.platform:junit-platform-engine) nor JUnit 4 (junit:junit) nor TestNG"
                    + " (org.testng:testng). Add one of them to the project's test dependencies. Tests without a"
                    + " framework are not supported.");
        }
    }
}
