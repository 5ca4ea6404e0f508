package dev.simple.matrix;

import dev.simple.fixtures.Waiting;
import dev.simple.matrix.ProcessScan.Seen;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Processes that look like what a run starts, and that it must not touch. */
final class Bystanders implements AutoCloseable {

    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final String inGroup = RunInTrial.newToken();
    private final String inSession = RunInTrial.newToken();
    private final String outside = RunInTrial.newToken();

    /** Starts one; the others come with the runner. */
    Bystanders(Fault fault) throws IOException {
        new ProcessBuilder("sleep", outside).start();
        tokens.put("a process elsewhere", outside);
        tokens.put("a child of the runner in a session of its own", inSession);
        if (fault != Fault.KILL_GROUP && !fault.needsTerminal()) {
            tokens.put("a child of the runner in its group", inGroup);
        }
    }

    /** Comes before the command of the runner and makes it the parent of two of them. */
    List<String> command() {
        return List.of(
                "sh",
                "-c",
                "sleep $1 >/dev/null 2>&1 & setsid sleep $2 >/dev/null 2>&1 & shift 2; exec \"$@\"",
                "sh",
                inGroup,
                inSession);
    }

    /** Those that do not run. */
    List<String> missing() {
        ProcessScan scan = ProcessScan.now();
        return tokens.entrySet().stream()
                .filter(entry -> scan.mentioning(entry.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() {
        Waiting.until(Waiting.LONG, "the end of processes that this test has started", () -> {
            ProcessScan scan = ProcessScan.now();
            List<Seen> found = Stream.of(outside, inGroup, inSession)
                    .flatMap(token -> scan.mentioning(token).stream())
                    .toList();
            found.forEach(seen -> Signals.tryToKill(seen.pid()));
            return found.isEmpty();
        });
    }
}
