package dev.simple.maven;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;

/**
 * Has Maven's process exit with 42. Maven itself knows 0 and 1 only, so that the code is set when the JVM shuts down: by a
 * hook that waits for all others and then halts the JVM. In a JVM that outlives the build or is not Maven's own, such as the
 * Maven daemon's or an IDE's, nothing is done.
 */
final class ShutdownExitCode {

    static final int CODE = 42;

    /** What starts Maven in a JVM of its own, also through the wrapper. */
    private static final Set<String> LAUNCHERS = Set.of(
            "org.codehaus.plexus.classworlds.launcher.Launcher",
            "org.codehaus.classworlds.Launcher",
            "org.apache.maven.wrapper.MavenWrapperMain");

    private static final Path MAPPED_FILES = Path.of("/proc/self/maps");
    private static final Duration OTHER_HOOKS = Duration.ofSeconds(10);

    private ShutdownExitCode() {}

    /** Sets the exit code, once in a build, if this JVM is Maven's own. */
    static void set(MavenSession session) {
        if (BuildState.of(session).claim("exit code") && isMavensOwn(Thread.getAllStackTraces())) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> exit(before), "simple-exit-code"));
        }
    }

    /** Whether the main thread is in the program that starts Maven. */
    static boolean isMavensOwn(Map<Thread, StackTraceElement[]> stacks) {
        return stacks.entrySet().stream()
                .filter(entry -> entry.getKey().getName().equals("main") && entry.getValue().length > 0)
                .map(entry -> entry.getValue()[entry.getValue().length - 1])
                .anyMatch(first -> LAUNCHERS.contains(first.getClassName())
                        && first.getMethodName().equals("main"));
    }

    /** Threads that were not there when the build failed and keep the JVM alive are hooks like this one. */
    private static void exit(Set<Thread> before) {
        long end = System.nanoTime() + OTHER_HOOKS.toNanos();
        try {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (!before.contains(thread) && !thread.isDaemon() && thread != Thread.currentThread()) {
                    thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
                }
            }
        } catch (InterruptedException e) {
            // Then it exits now.
        }
        System.out.flush();
        System.err.flush();
        deleteLibraries();
        Runtime.getRuntime().halt(CODE);
    }

    /**
     * Maven's console library is unpacked into the temporary directory, with a file that says that it is in use. Both would
     * be deleted when the JVM exits, which it does not where it halts.
     */
    private static void deleteLibraries() {
        String temporary = System.getProperty("java.io.tmpdir") + File.separator;
        try (Stream<String> mapped = Files.lines(MAPPED_FILES)) {
            List<String> libraries = mapped.filter(line -> line.contains(" " + temporary))
                    .map(line -> line.substring(line.indexOf(temporary)))
                    .distinct()
                    .toList();
            for (String library : libraries) {
                Path lock = Path.of(library + ".lck");
                if (Files.deleteIfExists(lock)) {
                    Files.deleteIfExists(Path.of(library));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // There is nothing more to be done about them, and other systems have no such list.
        }
    }
}
