package dev.simple.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of Surefire 3.6.1 that a user can set. */
public final class SurefireParameters {

    private static final String PARALLEL =
            "tests run on the JUnit Platform, whose own parallel mode is set with configurationParameters";
    private static final String EXTENSION = "it takes a class made for Surefire's own reports";
    private static final String ARTIFACT = "the test framework is recognised by its usual name";
    private static final String CLASS_LOADING = "how classes are loaded in a worker is fixed";
    private static final String OUTPUT = "what a test prints is found by the thread that prints it";

    private static final List<SurefireParameter> ALL = List.of(
            honoured("includes", "surefire.includes"),
            honoured("excludes", "surefire.excludes"),
            honoured("test", "test"),
            honoured("groups", "groups"),
            honoured("excludedGroups", "excludedGroups"),
            honoured("skipTests", "skipTests"),
            honoured("skip", "maven.test.skip"),
            honoured("skipExec", "maven.test.skip.exec"),
            honoured("testFailureIgnore", "maven.test.failure.ignore"),
            honoured("failIfNoTests", "failIfNoTests"),
            honoured("failIfNoSpecifiedTests", "surefire.failIfNoSpecifiedTests"),
            honoured("forkCount", "forkCount"),
            honoured("reuseForks", "reuseForks"),
            honoured("argLine", "argLine"),
            honoured("systemPropertyVariables", null),
            honoured("systemProperties", null),
            honoured("environmentVariables", null),
            honoured("workingDirectory", null),
            honoured("jvm", "jvm"),
            honoured("enableAssertions", "enableAssertions"),
            honoured("additionalClasspathElements", "maven.test.additionalClasspath"),
            honoured("classpathDependencyExcludes", "maven.test.dependency.excludes"),
            honoured("reportsDirectory", null),
            honoured("trimStackTrace", "trimStackTrace"),
            honoured("redirectTestOutputToFile", "maven.test.redirectTestOutputToFile"),
            honoured("skipAfterFailureCount", "surefire.skipAfterFailureCount"),
            honoured("rerunFailingTestsCount", "surefire.rerunFailingTestsCount"),
            honoured("properties", null),
            honoured("testClassesDirectory", null),
            honoured("classesDirectory", null),
            honoured("basedir", null),
            honoured("forkedProcessExitTimeoutInSeconds", "surefire.exitTimeout"),
            honoured("includesFile", "surefire.includesFile"),
            honoured("excludesFile", "surefire.excludesFile"),
            honoured("dependenciesToScan", "dependenciesToScan"),
            honoured("suiteXmlFiles", "surefire.suiteXmlFiles"),
            honoured("runOrder", "surefire.runOrder"),
            honoured("runOrderRandomSeed", "surefire.runOrder.random.seed"),
            honoured("forkedProcessTimeoutInSeconds", "surefire.timeout"),
            honoured("debugForkedProcess", "maven.surefire.debug"),
            honoured("jdkToolchain", null),
            honoured("excludedEnvironmentVariables", "surefire.excludedEnvironmentVariables"),
            honoured("systemPropertiesFile", "surefire.systemPropertiesFile"),
            honoured("promoteUserPropertiesToSystemProperties", null),
            honoured("classpathDependencyScopeExclude", null),
            honoured("additionalClasspathDependencies", "maven.test.additionalClasspathDependencies"),
            honoured("useModulePath", "surefire.useModulePath"),
            honoured("includeJUnit5Engines", "surefire.includeJUnit5Engines"),
            honoured("excludeJUnit5Engines", "surefire.excludeJUnit5Engines"),
            honoured("failOnFlakeCount", "surefire.failOnFlakeCount"),
            honoured("reportNameSuffix", "surefire.reportNameSuffix"),
            honoured("reportFormat", "surefire.reportFormat"),
            honoured("reportTestTimestamp", "reportTestTimestamp"),
            honoured("printSummary", "surefire.printSummary"),
            honoured("useFile", "surefire.useFile"),
            honoured("disableXmlReport", "disableXmlReport"),
            honoured("enableOutErrElements", "enableOutErrElements"),
            honoured("enablePropertiesElement", "enablePropertiesElement"),
            honoured("encoding", "surefire.encoding"),
            meaningless("parallel", "parallel", PARALLEL),
            meaningless("parallelOptimized", "parallelOptimized", PARALLEL),
            meaningless("parallelTestsTimeoutForcedInSeconds", "surefire.parallel.forcedTimeout", PARALLEL),
            meaningless("parallelTestsTimeoutInSeconds", "surefire.parallel.timeout", PARALLEL),
            meaningless("perCoreThreadCount", "perCoreThreadCount", PARALLEL),
            meaningless("threadCount", "threadCount", PARALLEL),
            meaningless("threadCountClasses", "threadCountClasses", PARALLEL),
            meaningless("threadCountMethods", "threadCountMethods", PARALLEL),
            meaningless("threadCountSuites", "threadCountSuites", PARALLEL),
            meaningless("useUnlimitedThreads", "useUnlimitedThreads", PARALLEL),
            meaningless("consoleOutputReporter", null, EXTENSION),
            meaningless("statelessTestsetInfoReporter", null, EXTENSION),
            meaningless("statelessTestsetReporter", null, EXTENSION),
            meaningless("junitArtifactName", "junitArtifactName", ARTIFACT),
            meaningless("testNGArtifactName", "testNGArtifactName", ARTIFACT),
            meaningless("useSystemClassLoader", "surefire.useSystemClassLoader", CLASS_LOADING),
            meaningless("useManifestOnlyJar", "surefire.useManifestOnlyJar", CLASS_LOADING),
            meaningless("childDelegation", "childDelegation", CLASS_LOADING),
            meaningless("forkNode", "surefire.forkNode", "the channel to the workers is fixed"),
            meaningless(
                    "enableProcessChecker",
                    "surefire.enableProcessChecker",
                    "a worker ends by itself when Maven is gone"),
            meaningless(
                    "objectFactory",
                    "objectFactory",
                    "TestNG runs through the JUnit Platform, which has no object factories"),
            meaningless("testSourceDirectory", null, "tests are found by their class files"),
            meaningless(
                    "runOrderStatisticsFileChecksum",
                    "surefire.runOrder.statisticsFile.checksum",
                    "the last run's durations are kept in one file, which simple.history names"),
            meaningless(
                    "tempDir",
                    "tempDir",
                    "the run's temporary files are beside its reports, and are deleted at its end"),
            meaningless(
                    "shutdown",
                    "surefire.shutdown",
                    "when Maven ends, all processes are asked to end, and are ended after simple.gracePeriod"),
            meaningless(
                    "forkedProcessTimeoutExtensionContext",
                    null,
                    "it is for Surefire's own extensions; the threads of a test that ran too long are in its report"),
            meaningless("stackTraceFilterPrefixes", "surefire.stackTraceFilterPrefixes", OUTPUT),
            meaningless("stackTraceMaxFrames", "surefire.stackTraceMaxFrames", OUTPUT));

    private SurefireParameters() {}

    private static SurefireParameter honoured(String name, @Nullable String property) {
        return new SurefireParameter(name, property, null);
    }

    private static SurefireParameter meaningless(String name, @Nullable String property, String reason) {
        return new SurefireParameter(name, property, reason);
    }

    /** All parameters. */
    public static List<SurefireParameter> all() {
        return ALL;
    }
}
