package dev.simple.maven;

import dev.simple.config.PluginParameters;
import dev.simple.discovery.TestSelection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The two kinds of tests that a module has: what differs between Surefire's and Failsafe's. */
enum TestKind {
    UNIT("test", "org.apache.maven.plugins:maven-surefire-plugin", "surefire-reports") {
        @Override
        List<String> defaultIncludes() {
            return TestSelection.DEFAULT_INCLUDES;
        }

        @Override
        Path classes(MavenProject project) {
            return Path.of(project.getBuild().getOutputDirectory());
        }

        @Override
        @Nullable
        String executionName(@Nullable String id) {
            return id;
        }
    },

    INTEGRATION("integration-test", "org.apache.maven.plugins:maven-failsafe-plugin", "failsafe-reports") {
        @Override
        List<String> defaultIncludes() {
            return TestSelection.DEFAULT_INTEGRATION_INCLUDES;
        }

        /** What has been packaged, if it can stand on a class path. */
        @Override
        Path classes(MavenProject project) {
            Path packaged =
                    project.getArtifact() == null || project.getArtifact().getFile() == null
                            ? null
                            : project.getArtifact().getFile().toPath();
            return packaged != null
                            && Files.isRegularFile(packaged)
                            && packaged.toString().endsWith(".jar")
                    ? packaged
                    : UNIT.classes(project);
        }

        /** Never without a name, since the unit tests of the module have none. */
        @Override
        String executionName(@Nullable String id) {
            return id == null ? goal() : goal() + "-" + id;
        }
    };

    /** The property and parameter that continues an interrupted run within the life-cycle. */
    static final String RESUME = "resume";

    private final String goal;
    private final String replacedKey;
    private final String reportsDirectory;

    TestKind(String goal, String replacedKey, String reportsDirectory) {
        this.goal = goal;
        this.replacedKey = replacedKey;
        this.reportsDirectory = reportsDirectory;
    }

    /** The goal that runs them, here and in the plugin that this one stands in for. */
    String goal() {
        return goal;
    }

    /** The key of the plugin that this one stands in for. */
    String replacedKey() {
        return replacedKey;
    }

    PluginParameters parameters() {
        return this == UNIT ? PluginParameters.SUREFIRE : PluginParameters.FAILSAFE;
    }

    /** The name of the reports' directory, in the build directory, where nothing else is set. */
    String reportsDirectory() {
        return reportsDirectory;
    }

    /** The property of a parameter, for messages. */
    String property(String parameter) {
        return String.valueOf(parameters().property(parameter));
    }

    /** Whether a run with this name was one of these tests. */
    boolean isOwn(@Nullable String executionName) {
        String first = executionName(null);
        return first != null
                && executionName != null
                && (executionName.equals(first) || executionName.startsWith(first + "-"));
    }

    abstract List<String> defaultIncludes();

    /** The module's own classes, where nothing else is set. */
    abstract Path classes(MavenProject project);

    /**
     * Tells the files of an execution from those of others.
     *
     * @param id of the execution where the module has an earlier one of this kind, null for the first
     * @return null for none
     */
    @Nullable
    abstract String executionName(@Nullable String id);
}
