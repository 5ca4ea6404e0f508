package dev.simple.worker;

import dev.simple.protocol.TestDescription;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Which tests run at the moment, and which of them a thread works for. Thread-safe: in JUnit's parallel mode several
 * classes and tests run at once.
 */
final class RunningTests {

    /**
     * A running test, or a class outside of its tests. No record: the first {@code equals} of one has the JVM make a dozen
     * classes, up to 50 ms of processor time.
     */
    static final class Running {

        private final int number;
        private final String className;
        private final long startNanos;

        private Running(int number, String className) {
            this.number = number;
            this.className = className;
            this.startNanos = System.nanoTime();
        }

        /** 0 for a class. */
        int number() {
            return number;
        }

        String className() {
            return className;
        }

        long startNanos() {
            return startNanos;
        }
    }

    // Inherited, so that what a test's own threads print belongs to the test.
    private static final InheritableThreadLocal<@Nullable Running> OF_THREAD = new InheritableThreadLocal<>();

    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<String, Running> byUniqueId = new ConcurrentHashMap<>();
    private final Map<String, Running> classes = new ConcurrentHashMap<>();

    Running start(TestDescription description) {
        Running test = new Running(numbers.incrementAndGet(), description.className());
        byUniqueId.put(description.uniqueId(), test);
        OF_THREAD.set(test);
        return test;
    }

    @Nullable
    Running finish(String uniqueId) {
        Running test = byUniqueId.remove(uniqueId);
        if (test != null && test.equals(OF_THREAD.get())) {
            OF_THREAD.set(classes.get(test.className()));
        }
        return test;
    }

    void startClass(String className) {
        Running running = new Running(0, className);
        classes.put(className, running);
        OF_THREAD.set(running);
    }

    /** How long the class ran, in nanoseconds. */
    long finishClass(String className) {
        OF_THREAD.remove();
        Running running = classes.remove(className);
        return running == null ? 0 : System.nanoTime() - running.startNanos();
    }

    /** The classes that run. */
    Set<String> classNames() {
        return Set.copyOf(classes.keySet());
    }

    /** What the current thread works for: for certain if only one thing runs, else by the thread's descent. */
    @Nullable
    Running current() {
        if (classes.size() == 1) {
            if (byUniqueId.size() == 1) {
                return byUniqueId.values().stream().findFirst().orElse(null);
            }
            if (byUniqueId.isEmpty()) {
                return classes.values().stream().findFirst().orElse(null);
            }
        }
        Running inherited = OF_THREAD.get();
        if (inherited == null || byUniqueId.containsValue(inherited)) {
            return inherited;
        }
        return classes.get(inherited.className());
    }
}
