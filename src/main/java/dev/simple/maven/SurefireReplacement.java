package dev.simple.maven;

import java.util.List;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;

/**
 * Takes Surefire's own execution out of the builds of projects that bind {@code simple:test}, so that their tests do not
 * run twice. Maven asks it where the plugin is declared with {@code <extensions>true</extensions>}.
 */
public class SurefireReplacement extends AbstractMavenLifecycleParticipant {

    private static final String OWN_KEY = "dev.simple:simple-maven-plugin";
    private static final String NO_PHASE = "none";

    @Override
    public void afterProjectsRead(MavenSession session) {
        session.getProjects().stream()
                .filter(SurefireReplacement::bindsTestGoal)
                .forEach(SurefireReplacement::unbindSurefire);
    }

    private static boolean bindsTestGoal(MavenProject project) {
        return executions(project, OWN_KEY).stream()
                .anyMatch(execution -> execution.getGoals().contains("test")
                        && (execution.getPhase() == null || execution.getPhase().equals("test")));
    }

    private static void unbindSurefire(MavenProject project) {
        executions(project, GoalConfiguration.SUREFIRE_KEY).stream()
                .filter(execution -> execution.getId().equals(GoalConfiguration.SUREFIRE_EXECUTION))
                .forEach(execution -> execution.setPhase(NO_PHASE));
    }

    private static List<PluginExecution> executions(MavenProject project, String key) {
        Plugin plugin = project.getPlugin(key);
        return plugin == null ? List.of() : plugin.getExecutions();
    }
}
