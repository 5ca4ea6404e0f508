package dev.simple.maven;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/**
 * What Maven's standard output can show.
 *
 * @param colour ANSI colours, by Maven's own rules: {@code -Dstyle.color}, else on a terminal unless in batch mode
 * @param live a last line that is drawn again and again: only on a terminal that belongs to one module at a time
 */
record Terminal(boolean colour, boolean live) {

    static Terminal of(MavenSession session) {
        MavenExecutionRequest request = session.getRequest();
        boolean interactive =
                request.isInteractiveMode() && System.getenv("CI") == null && !logsToFile() && isTerminal();
        String style =
                session.getUserProperties().getProperty("style.color", "auto").toLowerCase(Locale.ROOT);
        boolean colour = switch (style) {
            case "always", "yes", "force" -> true;
            case "never", "no", "none" -> false;
            default -> interactive;
        };
        boolean quiet = request.getLoggingLevel() > MavenExecutionRequest.LOGGING_LEVEL_INFO;
        return new Terminal(colour, interactive && !quiet && request.getDegreeOfConcurrency() <= 1);
    }

    /** With -l Maven redirects System.out and tells nobody. */
    private static boolean logsToFile() {
        List<String> arguments =
                List.of(System.getProperty("sun.java.command", "").split(" "));
        return arguments.contains("-l") || arguments.stream().anyMatch(argument -> argument.startsWith("--log-file"));
    }

    /** System.console() cannot tell: it asks for a terminal as input too, and from Java 22 on exists without one. */
    private static boolean isTerminal() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return new ProcessBuilder("test", "-t", "1").inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
