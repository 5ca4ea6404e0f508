package dev.simple.spawn.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.AttachContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import com.github.dockerjava.api.model.WaitResponse;
import dev.simple.model.ContainerUse;
import dev.simple.protocol.MemoryGroup;
import dev.simple.protocol.MemoryUse;
import dev.simple.protocol.OutputLengths;
import dev.simple.spawn.CleanUp;
import dev.simple.spawn.Execution;
import dev.simple.spawn.ExitStatus;
import dev.simple.spawn.SpawnCommand;
import dev.simple.spawn.SpawnCommand.Relayed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One container, from its creation to its removal. */
final class Container implements Execution {

    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How long the last output may take after the exit. */
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(5);

    /** How long what a worker has written may be on its way, while the worker has gone on. */
    private static final Duration LATE = Duration.ofSeconds(1);

    /** How long who asks for something that is not important waits for it. */
    private static final Duration UNIMPORTANT = Duration.ofSeconds(5);

    private static final int LOOKS = 10;
    private static final int BETWEEN_LOOKS_MILLIS = 30;
    private static final int HEAD = 200;
    private static final int KILLED = 137;
    private static final Set<Integer> NOT_EXECUTED = Set.of(126, 127);

    /** What Podman's init process says, which exits as the program could have done. */
    private static final String NOT_EXECUTED_BY_CATATONIT = "failed to exec pid1";

    private static final int UNKNOWN = 255;

    private final ContainerEngine engine;
    private final DockerClient client;
    private final int number;
    private final String id;
    private final String name;
    private final String image;
    private final MemoryLimit memoryLimit;
    private final SpawnCommand command;
    private final boolean here;
    private final Instant startedAt = Instant.now();
    private final ContainerMeter meter = new ContainerMeter();
    private final Output output;
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private @Nullable CompletableFuture<CleanUp> cleanUp;
    private volatile long pid;

    Container(
            ContainerEngine engine,
            int number,
            String id,
            String name,
            String image,
            MemoryLimit memoryLimit,
            SpawnCommand command,
            boolean here)
            throws IOException {
        this.engine = engine;
        this.client = engine.client();
        this.number = number;
        this.id = id;
        this.name = name;
        this.image = image;
        this.memoryLimit = memoryLimit;
        this.command = command;
        this.here = here;
        this.output = new Output(command, here ? null : command.relayed());
    }

    /**
     * What a container may use.
     *
     * @param source where that is set, for people
     */
    record MemoryLimit(long bytes, String source) {}

    /** Appends what the container writes to the files of the command. */
    private static final class Output extends ResultCallback.Adapter<Frame> {

        private final MarkedFile stdout;
        private final MarkedFile stderr;
        private final @Nullable AttachedChannel channel;
        private final StringBuilder head = new StringBuilder();

        /** @param relayed if a relay writes to its stdout, null if the command does */
        Output(SpawnCommand command, @Nullable Relayed relayed) throws IOException {
            stdout = new MarkedFile(command.stdout(), LATE);
            stderr = new MarkedFile(command.stderr(), LATE);
            channel = relayed == null ? null : new AttachedChannel(relayed.socket(), stdout);
        }

        void attach(AttachContainerCmd attach) throws InterruptedException {
            (channel == null ? attach : attach.withStdIn(channel.requests()))
                    .withStdOut(true)
                    .withStdErr(true)
                    .withFollowStream(true)
                    .exec(this)
                    .awaitStarted();
        }

        @Override
        public void onNext(Frame frame) {
            boolean error = frame.getStreamType() == StreamType.STDERR;
            if (error && head.length() < HEAD) {
                head.append(new String(frame.getPayload(), UTF_8));
            }
            try {
                (error ? stderr : channel == null ? stdout : channel).write(frame.getPayload());
            } catch (IOException e) {
                // A full disk; of tests' output that is only a loss of text, which who reads the file sees.
            }
        }

        OutputLengths arrived(OutputLengths told) {
            return new OutputLengths(stdout.arrived(told.stdout()), stderr.arrived(told.stderr()));
        }

        /** What was written to stderr first. */
        String head() {
            return head.toString();
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (channel != null) {
                channel.close();
            }
            stdout.close();
            stderr.close();
        }
    }

    void start() throws IOException {
        try {
            output.attach(client.attachContainerCmd(id));
            client.startContainerCmd(id).exec();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a container was started.", e);
        }
        awaitEnd();
        client.statsCmd(id).exec(meter);
        Long inspected = inspect().getPidLong();
        pid = inspected == null || !here ? 0 : inspected;
    }

    private void awaitEnd() {
        client.waitContainerCmd(id).exec(new ResultCallback.Adapter<WaitResponse>() {

            private volatile int code = UNKNOWN;

            @Override
            public void onNext(WaitResponse response) {
                code = response.getStatusCode();
            }

            @Override
            public void onComplete() {
                ContainerEngine.WORK.execute(() -> settle(code, null));
                super.onComplete();
            }

            @Override
            public void onError(Throwable problem) {
                ContainerEngine.WORK.execute(() -> settle(UNKNOWN, problem));
            }
        });
    }

    private void settle(int code, @Nullable Throwable problem) {
        if (isRunning()) {
            // It was the connection that has ended.
            CompletableFuture.delayedExecutor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS, ContainerEngine.WORK)
                    .execute(this::awaitEnd);
            return;
        }
        String remark = null;
        int exitCode = code;
        boolean outOfMemory = false;
        try {
            boolean unused = output.awaitCompletion(LAST_OUTPUT.toMillis(), TimeUnit.MILLISECONDS);
            InspectContainerResponse.ContainerState state = state();
            Long inspected = state.getExitCodeLong();
            exitCode = inspected == null ? code : inspected.intValue();
            outOfMemory = Boolean.TRUE.equals(state.getOOMKilled());
            remark = remark(exitCode, state);
        } catch (NotFoundException e) {
            exitCode = KILLED;
            remark = "was removed with its container, " + name + ", by somebody else";
        } catch (RuntimeException | InterruptedException e) {
            exitCode = UNKNOWN;
            remark = "was lost with the container engine, which does not answer any more ("
                    + (problem == null ? e : problem).getMessage() + ")";
        } finally {
            close();
            exit.complete(ExitStatus.of(exitCode, remark, use(exitCode, outOfMemory)));
        }
    }

    private boolean isRunning() {
        try {
            return Boolean.TRUE.equals(inspect().getRunning());
        } catch (RuntimeException e) {
            return false;
        }
    }

    private ContainerUse use(int exitCode, boolean outOfMemory) {
        return new ContainerUse(
                name,
                exitCode,
                outOfMemory,
                meter.cpuTime().toMillis(),
                peakMemory(outOfMemory),
                meter.readBytes(),
                meter.writtenBytes());
    }

    /** The engine tells it every second; of a container that had no more, it is known. */
    private long peakMemory(boolean outOfMemory) {
        return outOfMemory ? Math.max(memoryLimit.bytes(), meter.peakMemory()) : meter.peakMemory();
    }

    /** Why something was killed is not known at once. */
    private InspectContainerResponse.ContainerState state() throws InterruptedException {
        InspectContainerResponse.ContainerState state = inspect();
        for (int i = 0; i < LOOKS && isUnexplained(state); i++) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            state = inspect();
        }
        return state;
    }

    private boolean isUnexplained(InspectContainerResponse.ContainerState state) {
        return Long.valueOf(KILLED).equals(state.getExitCodeLong())
                && !Boolean.TRUE.equals(state.getOOMKilled())
                && !isEnding();
    }

    private synchronized boolean isEnding() {
        return cleanUp != null;
    }

    private InspectContainerResponse.ContainerState inspect() {
        return client.inspectContainerCmd(id).exec().getState();
    }

    private @Nullable String remark(int exitCode, InspectContainerResponse.ContainerState state) {
        // An engine also says so of a container that has survived the end of one of its processes.
        if (exitCode == KILLED && Boolean.TRUE.equals(state.getOOMKilled())) {
            return "was killed for want of memory: its container may use "
                    + (memoryLimit.bytes() >> 20) + " MiB (" + memoryLimit.source() + "), and "
                    + (peakMemory(true) >> 20)
                    + " MiB were in use";
        }
        String program = command.command().get(0);
        if ((NOT_EXECUTED.contains(exitCode) && output.head().contains("exec " + program))
                || output.head().contains(NOT_EXECUTED_BY_CATATONIT)) {
            return EngineErrors.noProgram(program, image) + " (" + output.head().strip() + ")";
        }
        String error = state.getError();
        return exitCode != 0 && error != null && !error.isBlank()
                ? "could not run in its container, " + name + ": " + error
                : null;
    }

    private void close() {
        try {
            output.close();
            meter.close();
        } catch (IOException e) {
            // What was written is there.
        }
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public Path stdout() {
        return command.stdout();
    }

    @Override
    public Path stderr() {
        return command.stderr();
    }

    /** It goes through the engine. */
    @Override
    public OutputLengths arrived(OutputLengths told) {
        return output.arrived(told);
    }

    @Override
    public CompletableFuture<ExitStatus> onExit() {
        return exit.copy();
    }

    @Override
    public synchronized CompletableFuture<CleanUp> cleanUp() {
        if (cleanUp == null) {
            cleanUp = CompletableFuture.supplyAsync(this::remove, ContainerEngine.WORK);
        }
        return cleanUp.copy();
    }

    private CleanUp remove() {
        try {
            if (!exit.isDone()) {
                engine.within(() -> client.stopContainerCmd(id)
                        .withTimeout((int) GRACE.toSeconds())
                        .exec());
            }
        } catch (RuntimeException | IOException e) {
            // It has ended; if not, its removal ends it.
        }
        try {
            // How it ended is known only as long as it is there.
            exit.completeOnTimeout(ExitStatus.of(KILLED, null, use(KILLED, false)), 10, TimeUnit.SECONDS)
                    .join();
            engine.within(() -> client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec());
        } catch (RuntimeException | IOException e) {
            // It is gone, or somebody is removing it; the sweep at the end of the run looks again.
        }
        return CleanUp.NOTHING;
    }

    @Override
    public boolean isStopped() {
        try {
            return engine.within(
                    UNIMPORTANT, () -> Boolean.TRUE.equals(inspect().getPaused()));
        } catch (RuntimeException | IOException e) {
            return false;
        }
    }

    MemoryUse memory() {
        return new MemoryUse(number, meter.memory(), MemoryGroup.NONE, List.of());
    }
}
