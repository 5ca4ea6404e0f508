package dev.simple.spawn;

import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessLimits;
import dev.simple.process.ProcessTable;
import dev.simple.protocol.Frames;
import dev.simple.protocol.Greeting;
import dev.simple.protocol.SupervisorMessage;
import dev.simple.protocol.SupervisorRequest;
import dev.simple.supervisor.Layer;
import dev.simple.supervisor.SupervisorMain;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The supervisor as the runner sees it: a JVM at the other end of two pipes. */
final class SupervisorProcess {

    /** Variables that every JVM reads; they would give the supervisor somebody's agent or debugger. */
    static final List<String> JVM_VARIABLES = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final Duration FOR_EVER = Duration.ofDays(365);

    /** How soon a process is dead that was killed, and how often that is looked at. */
    private static final Duration STRAY = Duration.ofSeconds(1);

    private static final Duration STRAY_LOOK = Duration.ofMillis(5);

    private final Process process;
    private final OutputStream out;
    private final Path errors;
    private final Map<String, String> withheld;
    private volatile @Nullable String killedFor;

    private SupervisorProcess(Process process, Path errors, Map<String, String> withheld) {
        this.process = process;
        this.out = process.getOutputStream();
        this.errors = errors;
        this.withheld = withheld;
    }

    /** Starts one for this process and does not wait for it. */
    static SupervisorProcess start(
            ProcessIdentity self, Path directory, String cookie, Duration silence, Collection<Layer> without)
            throws IOException {
        Path jar = ProgramJar.copy(directory.resolve("simple-supervisor.jar"));
        Path errors = directory.resolve("supervisor.err");
        Path jna = jna();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // Most of what it runs, it runs once.
                "-XX:CompileThresholdScaling=4",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                // Its stdout is for the runner alone.
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-Xms8m",
                "-Xmx64m",
                "-Djava.io.tmpdir=" + directory,
                "-Djna.tmpdir=" + directory,
                "-Djna.nosys=true",
                // It would ask ldconfig for directories, in a process of its own. What is called is in the JVM already.
                "-Djna.platform.library.path=",
                "-XX:ErrorFile=" + directory.resolve("supervisor.hs_err"),
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                jna == null ? jar.toString() : jar + File.pathSeparator + jna,
                SupervisorMain.class.getName(),
                cookie,
                Long.toString(silence.toMillis()),
                directory.resolve(RunFile.NAME).toString(),
                Long.toString(self.pid()),
                Long.toString(self.start())));
        without.forEach(layer -> command.add(layer.name()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> withheld = new HashMap<>();
        for (String name : JVM_VARIABLES) {
            String value = builder.environment().remove(name);
            if (value != null) {
                withheld.put(name, value);
            }
        }
        builder.redirectError(errors.toFile());
        try {
            return new SupervisorProcess(ProcessLimits.start(builder), errors, withheld);
        } catch (OutOfMemoryError e) {
            killStray(cookie);
            throw e;
        }
    }

    /**
     * Ends a supervisor that runs although starting it has failed. The JDK starts a process first and the thread that waits
     * for its end after that; without the thread, nobody is told of the process, and its pipes stay open.
     */
    private static void killStray(String cookie) {
        ProcessTable table = new ProcessTable();
        long self = table.self().pid();
        for (ProcessEntry entry : table.all().values()) {
            if (entry.parent() == self && table.commandLine(entry.pid()).contains(cookie)) {
                ProcessHandle.of(entry.pid()).ifPresent(ProcessHandle::destroyForcibly);
                long end = System.nanoTime() + STRAY.toNanos();
                while (table.isAlive(entry.identity()) && System.nanoTime() < end) {
                    LockSupport.parkNanos(STRAY_LOOK.toNanos());
                }
            }
        }
    }

    /** Null if it is not on the class path. Loading it to find it would cost time. */
    private static @Nullable Path jna() throws IOException {
        URL resource = SupervisorProcess.class.getResource("/com/sun/jna/Native.class");
        URLConnection connection = resource == null ? null : resource.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            return null;
        }
        try {
            return Path.of(jar.getJarFileURL().toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Variables of Maven's environment that the supervisor does not have and what it starts shall have. */
    Map<String, String> withheldEnvironment() {
        return withheld;
    }

    /**
     * Asks for something.
     *
     * @throws IOException if the supervisor is gone
     */
    synchronized void send(SupervisorRequest request) throws IOException {
        out.write(Frames.encode(request));
        out.flush();
    }

    /** Hands over what it says, until it says no more. */
    void listen(Consumer<SupervisorMessage> receiver) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            Greeting.read(in);
            SupervisorMessage message = Frames.read(in, SupervisorMessage::read);
            while (message != null) {
                receiver.accept(message);
                message = Frames.read(in, SupervisorMessage::read);
            }
        }
    }

    /** Lets go of it: it ends what is left, and itself. The files of the run remain the runner's. */
    void leave() {
        try {
            send(new SupervisorRequest.Close());
            out.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    /** @param reason what it did, as the end of a sentence; the first one counts */
    void kill(String reason) {
        if (killedFor == null) {
            killedFor = reason;
        }
        process.destroyForcibly();
    }

    /**
     * Says how it has ended, in a sentence, with what it has said last.
     *
     * @param wasReady whether it had started
     * @param failure what came in its place when it was listened to, empty if nothing did
     */
    String explainEnd(int exitCode, boolean wasReady, String failure) {
        String end;
        if (killedFor != null) {
            end = killedFor + " and was killed.";
        } else if (wasReady) {
            end = ExitCode.explain(ExitStatus.of(exitCode), null) + "." + failure;
        } else {
            end = "ended with exit code " + exitCode + ".";
        }
        return ("It " + end + " " + ProcessLimits.explain(errors())).strip();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end and returns its exit code, 128 and the signal if one ended it. */
    int awaitExit() {
        awaitExit(FOR_EVER);
        return process.exitValue();
    }

    /** Waits for its end, even in a thread that is interrupted, and without another one, which may not be to be had. */
    boolean awaitExit(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What it has written to stderr, the JVM's own complaints for example. */
    String errors() {
        try {
            return Files.readString(errors).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
