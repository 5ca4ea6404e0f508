package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireReplacementTest {

    @TempDir
    private Path directory;

    @Test
    void leavesFailsafeWhereNoneOfItsGoalsIsBoundHere() {
        assertEquals("{its=[integration-test, verify]}", failsafe("test"));
    }

    @Test
    void takesOutWhatIsBoundHere() {
        assertEquals("{its=none}", failsafe("integration-test", "verify"));
    }

    @Test
    void leavesTheGoalOfAnExecutionThatIsNotBoundHere() {
        assertEquals("{its=none, its-verify=[verify]}", failsafe("integration-test"));
    }

    private String failsafe(String... own) {
        SampleBuild build = new SampleBuild(directory);
        build.project.getBuild().addPlugin(plugin("dev.simple", "simple-maven-plugin", "own", List.of(own)));
        Plugin failsafe = plugin(
                "org.apache.maven.plugins", "maven-failsafe-plugin", "its", List.of("integration-test", "verify"));
        build.project.getBuild().addPlugin(failsafe);
        build.session.setProjects(List.of(build.project));

        new SurefireReplacement().afterProjectsRead(build.session);

        TreeMap<String, Object> left = new TreeMap<>();
        failsafe.getExecutions()
                .forEach(execution -> left.put(
                        execution.getId(), "none".equals(execution.getPhase()) ? "none" : execution.getGoals()));
        return left.toString();
    }

    private static Plugin plugin(String groupId, String artifactId, String id, List<String> goals) {
        PluginExecution execution = new PluginExecution();
        execution.setId(id);
        execution.setGoals(new ArrayList<>(goals));
        Plugin plugin = new Plugin();
        plugin.setGroupId(groupId);
        plugin.setArtifactId(artifactId);
        plugin.addExecution(execution);
        return plugin;
    }
}
