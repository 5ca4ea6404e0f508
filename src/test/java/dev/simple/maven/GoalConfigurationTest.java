package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalConfigurationTest {

    @TempDir
    private Path directory;

    private SampleBuild build;
    private Plugin own;
    private Plugin failsafe;

    @BeforeEach
    void bind() {
        build = new SampleBuild(directory);
        own = plugin("dev.simple", "simple-maven-plugin");
        failsafe = plugin("org.apache.maven.plugins", "maven-failsafe-plugin");
        build.project.getBuild().setPlugins(List.of(own, failsafe));
    }

    @Test
    void givesTheFirstExecutionForUnitTestsNoName() {
        own.setExecutions(List.of(execution("a", "test"), execution("b", "test")));

        assertEquals(Arrays.asList((String) null), names("test", "a", TestKind.UNIT));
        assertEquals(List.of("b"), names("test", "b", TestKind.UNIT));
        assertEquals(Arrays.asList(null, "b"), names("resume", "default-cli", TestKind.UNIT));
    }

    @Test
    void tellsIntegrationTestsFromTheUnitTestsOfTheSameExecution() {
        own.setExecutions(
                List.of(execution("a", "test", "integration-test"), execution("b", "test", "integration-test")));

        assertEquals(List.of("integration-test"), names("integration-test", "a", TestKind.INTEGRATION));
        assertEquals(List.of("integration-test-b"), names("integration-test", "b", TestKind.INTEGRATION));
    }

    @Test
    void runsOnceForEachOfFailsafesExecutions() {
        own.setExecutions(List.of(execution("mine", "integration-test")));
        failsafe.setExecutions(List.of(execution("fast", "integration-test"), execution("slow", "integration-test")));

        assertEquals(
                List.of("integration-test", "integration-test-slow"),
                names("integration-test", "mine", TestKind.INTEGRATION));
        assertEquals(
                List.of("integration-test", "integration-test-slow"),
                names("integration-test", "default-cli", TestKind.INTEGRATION));
    }

    @Test
    void takesTheExecutionOfFailsafeThatHasItsId() {
        own.setExecutions(List.of(execution("slow", "integration-test")));
        failsafe.setExecutions(List.of(execution("fast", "integration-test"), execution("slow", "integration-test")));

        assertEquals(List.of("integration-test"), names("integration-test", "slow", TestKind.INTEGRATION));
    }

    @Test
    void knowsWhetherTheVerdictComesLater() {
        own.setExecutions(List.of(execution("mine", "integration-test")));
        assertFalse(goal("integration-test", "mine", TestKind.INTEGRATION).isVerifiedLater());

        PluginExecution verify = execution("judge", "verify");
        failsafe.setExecutions(List.of(verify));
        assertTrue(goal("integration-test", "mine", TestKind.INTEGRATION).isVerifiedLater());

        verify.setPhase("none");
        assertFalse(goal("integration-test", "mine", TestKind.INTEGRATION).isVerifiedLater());

        build.request.setGoals(List.of("dev.simple:simple-maven-plugin:1:integration-test", "simple:verify"));
        assertTrue(goal("integration-test", "mine", TestKind.INTEGRATION).isVerifiedLater());
    }

    private List<String> names(String goal, String id, TestKind kind) {
        return Arrays.asList(goal(goal, id, kind).runs().stream()
                .map(GoalConfiguration::name)
                .toArray(String[]::new));
    }

    private GoalConfiguration goal(String goal, String id, TestKind kind) {
        PluginDescriptor plugin = new PluginDescriptor();
        plugin.setPlugin(own);
        MojoDescriptor descriptor = new MojoDescriptor();
        descriptor.setPluginDescriptor(plugin);
        descriptor.setGoal(goal);
        MojoExecution execution = new MojoExecution(descriptor, id);
        return new GoalConfiguration(build.session, build.project, execution, kind);
    }

    private static PluginExecution execution(String id, String... goals) {
        PluginExecution execution = new PluginExecution();
        execution.setId(id);
        execution.setGoals(List.of(goals));
        return execution;
    }

    private static Plugin plugin(String groupId, String artifactId) {
        Plugin plugin = new Plugin();
        plugin.setGroupId(groupId);
        plugin.setArtifactId(artifactId);
        return plugin;
    }
}
