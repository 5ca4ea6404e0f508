package dev.simple.run;

import dev.simple.engine.EngineSweep.Leftover;
import dev.simple.model.Leak;
import dev.simple.model.LeakKind;
import dev.simple.protocol.EndedProcess;
import dev.simple.spawn.CleanUp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which class has left something behind, a process or a container for example: the one that was running in its
 * worker when it was started, or the only one that the worker ever ran.
 */
final class Leaks {

    /** The start of a process is known as the beginning of a clock tick of 10 ms, in which it lies. */
    private static final Duration TICK = Duration.ofMillis(11);

    /** More classes than this say nothing that their worker does not say. */
    private static final int MOST_CLASSES = 3;

    private record Window(String className, Instant from, Instant to) {
        boolean contains(Instant start) {
            return !from.isAfter(start.plus(TICK)) && !to.isBefore(start);
        }
    }

    private static final class History {
        final int worker;
        final List<Window> windows = new ArrayList<>();

        History(int worker) {
            this.worker = worker;
        }
    }

    private record Survivor(LeakKind kind, long pid, String words) {}

    private final Map<Integer, History> bySpawn = new TreeMap<>();
    private final Set<Survivor> told = new HashSet<>();

    /** A class has run in a worker. */
    void ran(WorkerState worker, String className, Instant from, Instant to) {
        bySpawn.computeIfAbsent(worker.process.spawnNumber(), spawn -> new History(worker.number()))
                .windows
                .add(new Window(className, from, to));
    }

    /**
     * What was left behind. What could not be ended is there again each time, and is among it once.
     *
     * @param worker the process that is none of them, null if there is none
     */
    List<Leak> of(CleanUp cleanUp, @Nullable Long worker) {
        List<Leak> leaks = new ArrayList<>();
        cleanUp.ended().stream()
                .filter(process -> worker == null || process.pid() != worker)
                .forEach(process -> leaks.add(leak(process, true)));
        cleanUp.survivors().forEach(process -> leaks.add(leak(process, false)));
        cleanUp.leftovers().forEach(leftover -> leaks.add(leak(leftover)));
        leaks.removeIf(leak -> !leak.ended() && !told.add(new Survivor(leak.kind(), leak.pid(), leak.commandLine())));
        return leaks;
    }

    private Leak leak(EndedProcess process, boolean ended) {
        return leak(LeakKind.PROCESS, process.pid(), process.commandLine(), process.spawns(), process.started(), ended);
    }

    private Leak leak(Leftover leftover) {
        return leak(
                LeakKind.valueOf(leftover.kind().toUpperCase(Locale.ROOT)),
                0,
                leftover.name(),
                List.of(leftover.origin().spawn()),
                leftover.origin().at(),
                leftover.removed());
    }

    private Leak leak(LeakKind kind, long pid, String words, List<Integer> spawns, Instant start, boolean ended) {
        List<History> candidates =
                spawns.stream().filter(bySpawn::containsKey).map(bySpawn::get).toList();
        List<String> classNames = classNames(
                candidates.stream().flatMap(history -> history.windows.stream()).toList(), start);
        return new Leak(
                kind,
                pid,
                words,
                Duration.between(start, Instant.now()),
                classNames,
                candidates.stream().map(history -> history.worker).toList(),
                ended);
    }

    private static List<String> classNames(List<Window> windows, Instant start) {
        if (windows.size() == 1) {
            return List.of(windows.get(0).className());
        }
        List<String> found = windows.stream()
                .filter(window -> window.contains(start))
                .map(Window::className)
                .distinct()
                .toList();
        return found.size() > MOST_CLASSES ? List.of() : found;
    }
}
