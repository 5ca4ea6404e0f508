package dev.simple.checkpoint;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.simple.model.Counts;
import dev.simple.model.EarlierResults;
import dev.simple.model.Leak;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunEvent.InputsKnown;
import dev.simple.model.RunEvent.ProcessesLeftBehind;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunEvent.WorkerCrashed;
import dev.simple.model.RunEvent.WorkerEnded;
import dev.simple.model.RunEvent.WorkerStarted;
import dev.simple.model.RunInputs;
import dev.simple.model.RunListener;
import dev.simple.model.UnitResult;
import dev.simple.model.WorkerCrash;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the checkpoint of a run: when it starts, after every ten classes, and when it is stopped. A complete run needs
 * none, and it is deleted. While tests run, it is written by a thread of its own, which rests a hundred times as long as
 * a write took: it never costs more than a hundredth of the run, however many classes there are.
 */
public final class CheckpointKeeper implements RunListener {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int INTERVAL = 10;
    private static final int REST = 100;

    /** What the file says at one moment; the finished classes and workers are JSON already. */
    private record Snapshot(ObjectNode head, List<byte[]> workers, List<byte[]> completed) {

        void writeTo(OutputStream out) throws IOException {
            String json = head.toPrettyString();
            out.write(json.substring(0, json.lastIndexOf('\n')).getBytes(StandardCharsets.UTF_8));
            write(out, "workers", workers);
            write(out, "completed", completed);
            out.write("\n}\n".getBytes(StandardCharsets.UTF_8));
        }

        private static void write(OutputStream out, String name, List<byte[]> elements) throws IOException {
            out.write((",\n  \"" + name + "\" : [").getBytes(StandardCharsets.UTF_8));
            String separator = "\n    ";
            for (byte[] element : elements) {
                out.write(separator.getBytes(StandardCharsets.UTF_8));
                out.write(element);
                separator = ",\n    ";
            }
            out.write(" ]".getBytes(StandardCharsets.UTF_8));
        }
    }

    private final CheckpointFile file;
    private final boolean keptWhenComplete;
    private final Consumer<String> warnings;
    private final ScheduledThreadPoolExecutor writer = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "simple-checkpoint");
        thread.setDaemon(true);
        return thread;
    });
    private final Object writing = new Object();

    // The state, guarded by this.
    private final List<byte[]> completed = new ArrayList<>();
    private final List<byte[]> endedWorkers = new ArrayList<>();
    private final Map<Integer, ObjectNode> workers = new LinkedHashMap<>();
    private final Map<String, ObjectNode> inFlight = new LinkedHashMap<>();
    private final List<WorkerCrash> crashes = new ArrayList<>();
    private final List<Leak> leaks = new ArrayList<>();
    private RunInputs inputs = EarlierResults.NONE.inputs();
    private Counts counts = Counts.NONE;
    private @Nullable RunStarted run;
    private int unwritten;
    private boolean scheduled;
    private boolean failed;
    private long notBefore = System.nanoTime();

    /**
     * Writes into a file.
     *
     * @param keptWhenComplete whether the file stays when the run is complete, because the build goes on with other modules
     * @param warnings told, in one sentence, when the file cannot be written; the run goes on
     */
    public CheckpointKeeper(CheckpointFile file, boolean keptWhenComplete, Consumer<String> warnings) {
        this.file = file;
        this.keptWhenComplete = keptWhenComplete;
        this.warnings = warnings;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunStarted started) {
            start(started);
            save(null, null);
        } else if (event instanceof RunFinished finished) {
            finish(finished);
        } else {
            keep(event);
        }
    }

    /**
     * Writes what is known now and returns when it is on the disk. May be called by any thread.
     *
     * @param end null while the run goes on
     * @param reason why it ends, null if it does not
     */
    public void save(@Nullable RunEnd end, @Nullable String reason) {
        synchronized (writing) {
            long start = System.nanoTime();
            try {
                Snapshot snapshot = snapshot(end, reason);
                file.write(snapshot::writeTo);
            } catch (IOException e) {
                warn(e);
            }
            synchronized (this) {
                notBefore = System.nanoTime() + REST * (System.nanoTime() - start);
            }
        }
    }

    private synchronized void start(RunStarted started) {
        run = started;
        EarlierResults earlier = started.earlier();
        inputs = earlier.inputs();
        earlier.units().forEach(this::complete);
        crashes.addAll(earlier.crashes());
        leaks.addAll(earlier.leaks());
    }

    private synchronized void keep(RunEvent event) {
        if (event instanceof InputsKnown known) {
            inputs = known.inputs();
        } else if (event instanceof ClassStarted started) {
            inFlight.put(
                    started.className(),
                    JSON.createObjectNode()
                            .put("class", started.className())
                            .put("worker", started.worker())
                            .put("startedAt", started.at().toString()));
        } else if (event instanceof ClassFinished finished) {
            inFlight.remove(finished.result().className());
            if (finished.last()) {
                complete(UnitResult.of(finished.result(), finished.worker()));
                request();
            }
        } else if (event instanceof WorkerStarted started) {
            workers.put(
                    started.worker(),
                    JSON.createObjectNode()
                            .put("worker", started.worker())
                            .put("pid", started.pid())
                            .put("forkNumber", started.forkNumber())
                            .put("startedAt", started.at().toString())
                            .putNull("endedAt")
                            .putNull("crash"));
        } else if (event instanceof WorkerCrashed crashed) {
            crashes.add(new WorkerCrash(crashed.end(), crashed.classNames()));
            ObjectNode worker = workers.get(crashed.end().worker());
            if (worker != null) {
                worker.put("crash", crashed.end().cause());
            }
        } else if (event instanceof WorkerEnded ended) {
            ObjectNode worker = workers.remove(ended.worker());
            if (worker != null) {
                endedWorkers.add(bytes(worker.put("endedAt", ended.at().toString())));
            }
        } else if (event instanceof ProcessesLeftBehind left) {
            leaks.addAll(left.processes());
        }
    }

    private void complete(UnitResult unit) {
        ObjectNode node = JSON.createObjectNode();
        ResultJson.write(node, unit, inputs.units().get(unit.name()));
        completed.add(bytes(node));
        counts = counts.plus(unit.counts());
    }

    private void request() {
        if (++unwritten >= INTERVAL && !scheduled) {
            scheduled = true;
            Future<?> unused = writer.schedule(this::write, notBefore - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void write() {
        synchronized (this) {
            scheduled = false;
        }
        save(null, null);
    }

    private void finish(RunFinished finished) {
        writer.shutdownNow();
        RunEnd end = finished.result().end();
        if (end == RunEnd.COMPLETE && !keptWhenComplete) {
            synchronized (writing) {
                try {
                    file.delete();
                } catch (IOException e) {
                    throw new UncheckedIOException(
                            "The checkpoint of a complete run could not be deleted, " + file.path(), e);
                }
            }
        } else {
            save(end, finished.result().stopReason());
        }
    }

    private synchronized void warn(IOException e) {
        if (!failed) {
            failed = true;
            warnings.accept("The checkpoint could not be saved, and what it was before is kept; the event log has"
                    + " everything: " + file.path() + ": " + e);
        }
    }

    private synchronized Snapshot snapshot(@Nullable RunEnd end, @Nullable String reason) throws IOException {
        RunStarted started = run;
        if (started == null) {
            throw new IOException("The run has not started.");
        }
        unwritten = 0;
        ObjectNode head = JSON.createObjectNode()
                .put("schema", Checkpoint.SCHEMA)
                .put("run", started.identity().run())
                .put("build", started.identity().build())
                .put("module", started.identity().module())
                .put("execution", started.identity().execution())
                .put("test", started.identity().test())
                .put("status", end == null ? "running" : end.name().toLowerCase(Locale.ROOT))
                .put("reason", reason)
                .put("startedAt", started.at().toString())
                .put("savedAt", Instant.now().toString())
                .put(
                        "units",
                        started.classNames().size() + started.earlier().units().size())
                .put("done", completed.size());
        head.putObject("counts")
                .put("passed", counts.tests() - counts.problems() - counts.skipped() - counts.flaky())
                .put("failed", counts.failures())
                .put("errors", counts.errors())
                .put("skipped", counts.skipped())
                .put("flaky", counts.flaky());
        ResultJson.settings(head, inputs);
        ArrayNode running = head.putArray("inFlight");
        inFlight.values().forEach(node -> running.add(node.deepCopy()));
        ArrayNode dead = head.putArray("crashes");
        crashes.forEach(crash -> ResultJson.crash(dead.addObject(), crash.end(), crash.classNames()));
        ResultJson.leaks(head.putArray("leaks"), leaks);
        List<byte[]> history = new ArrayList<>(endedWorkers);
        workers.values().forEach(node -> history.add(bytes(node)));
        return new Snapshot(head, history, new ArrayList<>(completed));
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
