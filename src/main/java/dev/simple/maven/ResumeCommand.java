package dev.simple.maven;

import dev.simple.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;

/**
 * The command that continues a run: with the profiles and properties that this build was given. Integration tests are
 * continued within the life-cycle, which sets up what they need.
 */
final class ResumeCommand {

    private static final String FLAG = Settings.PREFIX + TestKind.RESUME;

    private ResumeCommand() {}

    static String of(MavenSession session, MavenProject project, Plugin plugin, TestKind kind) {
        List<String> words = new ArrayList<>(List.of("mvn"));
        if (kind == TestKind.INTEGRATION) {
            List<String> goals = session.getGoals().stream()
                    .filter(word -> !word.equals("clean"))
                    .toList();
            words.addAll(goals.isEmpty() ? List.of("verify") : goals);
            words.add("-D" + FLAG);
        } else {
            boolean known = project.getPlugin(plugin.getKey()) != null;
            words.add(
                    known
                            ? "simple:resume"
                            : plugin.getGroupId() + ":" + plugin.getArtifactId() + ":" + plugin.getVersion()
                                    + ":resume");
        }
        List<String> profiles = session.getRequest().getActiveProfiles();
        if (!profiles.isEmpty()) {
            words.add("-P" + String.join(",", profiles));
        }
        Properties given = session.getUserProperties();
        for (String name : new TreeSet<>(given.stringPropertyNames())) {
            // Maven 4 keeps what it knows itself among them.
            if (!name.startsWith("session.") && !name.startsWith("env.") && !name.equals(FLAG)) {
                words.add(quoted("-D" + name + "=" + given.getProperty(name)));
            }
        }
        return String.join(" ", words);
    }

    private static String quoted(String word) {
        return word.matches("[\\w.,:/@%+=-]*") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
