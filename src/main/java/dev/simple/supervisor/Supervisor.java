package dev.simple.supervisor;

import dev.simple.process.Ending;
import dev.simple.process.MemoryGroups;
import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import dev.simple.process.Signaller;
import dev.simple.process.Signaller.Signal;
import dev.simple.protocol.MemoryUse;
import dev.simple.protocol.ProcessLimitException;
import dev.simple.protocol.ProcessMemory;
import dev.simple.protocol.SupervisorMessage;
import dev.simple.protocol.SupervisorRequest;
import dev.simple.protocol.SupervisorRequest.Close;
import dev.simple.protocol.SupervisorRequest.End;
import dev.simple.protocol.SupervisorRequest.MeasureMemory;
import dev.simple.protocol.SupervisorRequest.OwnDirectory;
import dev.simple.protocol.SupervisorRequest.ServeEngine;
import dev.simple.protocol.SupervisorRequest.Spawn;
import dev.simple.protocol.SupervisorRequest.WatchEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts what the runner asks for, tells how it ended, and ends it. When the runner is gone it ends everything. One
 * thread does all of it, so that no process is signalled that was waited for a moment ago.
 */
final class Supervisor {

    /** The grace that is left when the runner has died. */
    private static final Duration LAST_GRACE = Duration.ofMillis(500);

    private static final int LARGEST = 3;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration ENDING_STEP = Duration.ofMillis(20);
    private static final Duration KILLING_STEP = Duration.ofMillis(1);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(2);

    private static final class Running {
        final Spawn spawn;
        final ProcessIdentity identity;
        /** In active time, at which nothing may run longer. */
        final Duration deadline;

        boolean timedOut;

        Running(Spawn spawn, ProcessIdentity identity, Duration now) {
            this.spawn = spawn;
            this.identity = identity;
            this.deadline = now.plusMillis(spawn.timeoutMillis());
        }

        boolean isOverdue(Duration now) {
            return spawn.timeoutMillis() > 0 && !timedOut && deadline.compareTo(now) <= 0;
        }
    }

    private final Launcher launcher;
    private final ProcessTable table;
    private final Signaller signaller;
    private final Descendants descendants;
    private final MemoryGroups memoryGroups;
    private final @Nullable Adoptions adoptions;
    private final RunnerWatch watch;
    private final RunnerLink link;
    private final BlockingQueue<Runnable> inbox;
    private final RunFiles files;
    private final Map<Integer, Running> running = new LinkedHashMap<>();
    private final Map<Integer, Ending> endings = new LinkedHashMap<>();
    private final Set<Integer> awaited = new HashSet<>();
    private final Set<ProcessIdentity> suspended = new HashSet<>();
    private final Containers containers = new Containers();
    private final ServedEngine engine;
    private long lastLook = System.nanoTime();
    /** Time in which the runner was not suspended. */
    private Duration active = Duration.ZERO;

    private boolean closed;
    private boolean alone;
    /** Whether the runner deletes the files of the run. */
    private boolean dismissed;

    private boolean outlived;

    Supervisor(
            Launcher launcher,
            ProcessTable table,
            Signaller signaller,
            Descendants descendants,
            MemoryGroups memoryGroups,
            @Nullable Adoptions adoptions,
            RunnerWatch watch,
            RunnerLink link,
            BlockingQueue<Runnable> inbox,
            RunFiles files) {
        this.launcher = launcher;
        this.table = table;
        this.signaller = signaller;
        this.descendants = descendants;
        this.memoryGroups = memoryGroups;
        this.adoptions = adoptions;
        this.watch = watch;
        this.link = link;
        this.inbox = inbox;
        this.files = files;
        this.engine = new ServedEngine(containers, link, files, System.getenv());
    }

    /** Works until the runner is gone and nothing is left. */
    void serve() throws InterruptedException {
        link.listen(request -> inbox.add(() -> handle(request)), () -> inbox.add(this::leave));
        while (!alone || !endings.isEmpty() || !containers.isGone()) {
            Runnable work = inbox.poll(patience().toNanos(), TimeUnit.NANOSECONDS);
            try {
                while (work != null) {
                    work.run();
                    work = inbox.poll();
                }
                launcher.exits().forEach(this::report);
                look();
                endOverdue();
                advanceEndings();
            } catch (RuntimeException | OutOfMemoryError e) {
                // Whatever it is, nobody else would end what runs.
                System.err.println(e + " at " + List.of(e.getStackTrace()));
            }
        }
        memoryGroups.close();
    }

    /** Deletes the files of a runner that is dead, unless the next run needs them to know what is left. */
    void deleteFiles() {
        if (!dismissed && !outlived && !containers.isRemaining() && watch.isGone()) {
            files.delete();
        }
    }

    private Duration patience() {
        if (endings.isEmpty()) {
            return LOOK;
        }
        return endings.values().stream().anyMatch(Ending::isKilling) ? KILLING_STEP : ENDING_STEP;
    }

    private void handle(SupervisorRequest request) {
        watch.heard();
        if (request instanceof Spawn spawn) {
            start(spawn);
        } else if (request instanceof End end) {
            if (end.number() == SupervisorRequest.EVERYTHING) {
                closed = true;
                engine.refuse();
            }
            awaited.add(end.number());
            end(end.number(), Duration.ofMillis(end.graceMillis()));
        } else if (request instanceof WatchEngine watched) {
            containers.watch(watched);
        } else if (request instanceof ServeEngine served) {
            engine.serve(served);
        } else if (request instanceof OwnDirectory directory) {
            files.add(Path.of(directory.path()));
        } else if (request instanceof Close) {
            dismissed = true;
        } else if (request instanceof MeasureMemory) {
            link.send(new SupervisorMessage.MemoryMeasured(memory()));
        } else {
            link.send(new SupervisorMessage.Beat());
        }
    }

    private List<MemoryUse> memory() {
        descendants.refresh();
        List<MemoryUse> uses = new ArrayList<>();
        for (int number : running.keySet()) {
            Map<Long, Long> bytes = new HashMap<>();
            descendants.of(number).forEach(process -> bytes.put(process.pid(), ProcessTable.resident(process.pid())));
            List<ProcessMemory> largest = bytes.entrySet().stream()
                    .sorted(Map.Entry.<Long, Long>comparingByValue().reversed())
                    .limit(LARGEST)
                    .map(entry ->
                            new ProcessMemory(entry.getKey(), table.commandLine(entry.getKey()), entry.getValue()))
                    .toList();
            uses.add(new MemoryUse(
                    number,
                    bytes.values().stream().mapToLong(Long::longValue).sum(),
                    memoryGroups.state(number),
                    largest));
        }
        return uses;
    }

    private void start(Spawn spawn) {
        if (closed) {
            link.send(new SupervisorMessage.NotSpawned(spawn.number(), "everything is being ended", false));
            return;
        }
        try {
            Spawn served = spawn.with(engine.environment(spawn));
            long pid = memoryGroups.start(spawn.number(), spawn.memory(), () -> launcher.start(served));
            ProcessEntry entry = table.entry(pid);
            ProcessIdentity identity = entry == null ? new ProcessIdentity(pid, 0) : entry.identity();
            running.put(spawn.number(), new Running(spawn, identity, active));
            descendants.add(spawn.number(), identity);
            link.send(new SupervisorMessage.Spawned(spawn.number(), pid, identity.start()));
        } catch (IOException e) {
            engine.forget(spawn.number());
            link.send(new SupervisorMessage.NotSpawned(
                    spawn.number(), String.valueOf(e.getMessage()), e instanceof ProcessLimitException));
        }
    }

    private void report(Launcher.Exit exit) {
        for (Running candidate : List.copyOf(running.values())) {
            if (candidate.identity.pid() == exit.pid()) {
                int number = candidate.spawn.number();
                running.remove(number);
                link.send(new SupervisorMessage.Exited(number, exit.code(), exit.signal(), candidate.timedOut));
            }
        }
    }

    private void endOverdue() {
        for (Running candidate : running.values()) {
            if (candidate.isOverdue(active)) {
                candidate.timedOut = true;
                end(candidate.spawn.number(), Duration.ofMillis(candidate.spawn.graceMillis()));
            }
        }
    }

    private void end(int number, Duration grace) {
        Ending ending = endings.get(number);
        if (ending == null) {
            endings.put(number, new Ending(table, signaller, descendants::spawnsOf, grace));
        } else {
            ending.hurry(grace);
        }
    }

    private void advanceEndings() {
        if (endings.isEmpty()) {
            return;
        }
        descendants.refresh();
        for (Map.Entry<Integer, Ending> entry : List.copyOf(endings.entrySet())) {
            int number = entry.getKey();
            Ending ending = entry.getValue();
            Collection<ProcessEntry> members =
                    number == SupervisorRequest.EVERYTHING ? descendants.all() : descendants.of(number);
            if (ending.isKilling()) {
                launcher.killGroups(members);
            }
            if (ending.advance(members)
                    && (isWaitedFor(number) || !ending.survivors().isEmpty())) {
                finish(number, ending);
            }
        }
    }

    /** A process table can be read in the moment between a process and the one it has forked; the kernel knows. */
    private boolean isWaitedFor(int number) {
        return number == SupervisorRequest.EVERYTHING ? !launcher.hasChildren() : !running.containsKey(number);
    }

    private void finish(int number, Ending ending) {
        endings.remove(number);
        for (ProcessIdentity survivor : ending.left()) {
            files.note("survivor " + survivor.pid() + " " + survivor.start());
        }
        if (number == SupervisorRequest.EVERYTHING) {
            outlived = !ending.left().isEmpty();
        }
        if (!running.containsKey(number)) {
            descendants.forget(number);
            memoryGroups.remove(number);
            engine.forget(number);
        }
        if (awaited.remove(number)) {
            link.send(new SupervisorMessage.Ended(number, ending.ended(), ending.survivors()));
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (now - lastLook < LOOK.toNanos()) {
            return;
        }
        Duration step = Duration.ofNanos(Math.min(now - lastLook, LONGEST_STEP.toNanos()));
        lastLook = now;
        if (running.isEmpty()) {
            // It may download something for minutes before it starts anything.
            watch.heard();
        }
        switch (watch.look(step)) {
            case WELL -> {
                active = active.plus(step);
                if (!running.isEmpty()) {
                    descendants.remember();
                }
                resume();
                tellAdoptions();
            }
            case SUSPENDED -> suspend();
            case HANGING -> {
                if (!alone) {
                    link.send(new SupervisorMessage.GivingUp("Maven has given no sign of life for "
                            + watch.limit().toSeconds() + " s."));
                    leave();
                }
            }
            case GONE -> leave();
        }
    }

    private void tellAdoptions() {
        if (adoptions != null && !running.isEmpty()) {
            List<ProcessIdentity> started = running.values().stream()
                    .map(candidate -> candidate.identity)
                    .toList();
            adoptions
                    .look(started)
                    .forEach(orphan -> link.send(new SupervisorMessage.Adopted(orphan.pid(), orphan.start())));
        }
    }

    /** What runs for a runner that was suspended with Ctrl+Z stands still with it. */
    private void suspend() {
        if (!endings.isEmpty()) {
            return;
        }
        descendants.refresh();
        for (ProcessEntry process : descendants.all()) {
            if (process.isAlive() && !process.isStopped() && signaller.send(process.identity(), Signal.STOP)) {
                suspended.add(process.identity());
            }
        }
    }

    private void resume() {
        suspended.forEach(process -> signaller.send(process, Signal.CONTINUE));
        suspended.clear();
    }

    private void leave() {
        if (!alone) {
            alone = true;
            closed = true;
            engine.refuse();
            end(SupervisorRequest.EVERYTHING, LAST_GRACE);
            containers.remove();
        }
    }
}
