package dev.simple.maven;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
        Runtime.getRuntime().halt(CODE);
    }
}
