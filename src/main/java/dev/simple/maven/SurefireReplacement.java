package dev.simple.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/**
 * Takes Surefire's own execution out of the builds of projects that bind {@code simple:test}, and Failsafe's executions of
 * the goals that projects bind here, so that tests do not run twice. Maven asks it where the plugin is declared with {@code
 * <extensions>true</extensions>}.
 */
public class SurefireReplacement extends AbstractMavenLifecycleParticipant {

    private static final String OWN_KEY = "dev.simple:simple-maven-plugin";

    @Override
    public void afterProjectsRead(MavenSession session) {
        session.getProjects().forEach(project -> {
            if (bindsTestGoal(project)) {
                unbindSurefire(project);
            }
            unbindFailsafe(project);
        });
    }

    private static boolean bindsTestGoal(MavenProject project) {
        return executions(project, OWN_KEY).stream()
                .anyMatch(execution -> execution.getGoals().contains("test")
                        && (execution.getPhase() == null || execution.getPhase().equals("test")));
    }

    private static void unbindSurefire(MavenProject project) {
        executions(project, TestKind.UNIT.replacedKey()).stream()
                .filter(execution -> execution.getId().equals(GoalConfiguration.SUREFIRE_EXECUTION))
                .forEach(execution -> execution.setPhase(GoalConfiguration.NO_PHASE));
    }

    private static void unbindFailsafe(MavenProject project) {
        Set<String> bound = executions(project, OWN_KEY).stream()
                .filter(execution -> !GoalConfiguration.NO_PHASE.equals(execution.getPhase()))
                .flatMap(execution -> execution.getGoals().stream())
                .filter(goal -> goal.equals(TestKind.INTEGRATION.goal()) || goal.equals(GoalConfiguration.VERIFY))
                .collect(Collectors.toSet());
        for (PluginExecution execution : List.copyOf(executions(project, TestKind.INTEGRATION.replacedKey()))) {
            List<String> left = new ArrayList<>(execution.getGoals());
            if (left.removeAll(bound)) {
                if (!left.isEmpty() && !GoalConfiguration.NO_PHASE.equals(execution.getPhase())) {
                    Plugin failsafe = project.getPlugin(TestKind.INTEGRATION.replacedKey());
                    failsafe.addExecution(withGoals(execution, left));
                }
                // With its goals, because its configuration counts for them.
                execution.setPhase(GoalConfiguration.NO_PHASE);
            }
        }
    }

    private static PluginExecution withGoals(PluginExecution execution, List<String> goals) {
        PluginExecution copy = execution.clone();
        copy.setId(execution.getId() + "-" + String.join("-", goals));
        copy.setGoals(goals);
        return copy;
    }

    private static List<PluginExecution> executions(MavenProject project, String key) {
        Plugin plugin = project.getPlugin(key);
        return plugin == null ? List.of() : plugin.getExecutions();
    }
}
