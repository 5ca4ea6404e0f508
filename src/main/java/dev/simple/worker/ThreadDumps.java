package dev.simple.worker;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Renders threads for people. Unlike {@link ThreadInfo#toString()} it shows every frame. */
final class ThreadDumps {

    private ThreadDumps() {}

    /**
     * All threads with what they wait for and which locks they hold. Deadlocks are named first; then come the threads that
     * are in one of these classes.
     */
    static String all(Set<String> classNames) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        StringBuilder text = new StringBuilder();
        long[] deadlocked = threads.findDeadlockedThreads();
        if (deadlocked != null) {
            text.append("Deadlock between ").append(deadlocked.length).append(" threads:\n");
            for (ThreadInfo info : threads.getThreadInfo(deadlocked)) {
                if (info != null) {
                    text.append("  \"").append(info.getThreadName()).append("\"\n");
                }
            }
            text.append('\n');
        }
        Stream.of(threads.dumpAllThreads(true, true))
                .sorted(Comparator.comparing(info -> !isIn(classNames, info.getStackTrace())))
                .forEach(info -> append(text, info));
        return text.toString();
    }

    /** One thread's stack, down to the last frame that is in one of these classes if there is one. */
    static String format(Thread thread, List<StackTraceElement> stack, Set<String> classNames) {
        int end = stack.size();
        while (end > 0 && !isIn(classNames, stack.get(end - 1))) {
            end--;
        }
        StringBuilder text = new StringBuilder("\"" + thread.getName() + "\"\n");
        for (StackTraceElement frame : end == 0 ? stack : stack.subList(0, end)) {
            text.append("\tat ").append(frame).append('\n');
        }
        return text.toString();
    }

    private static boolean isIn(Set<String> classNames, StackTraceElement... stack) {
        return Stream.of(stack).map(StackTraceElement::getClassName).anyMatch(name -> {
            int nested = name.indexOf('$');
            return classNames.contains(name) || (nested > 0 && classNames.contains(name.substring(0, nested)));
        });
    }

    private static void append(StringBuilder text, ThreadInfo info) {
        text.append('"').append(info.getThreadName()).append("\" ").append(info.getThreadState());
        LockInfo lock = info.getLockInfo();
        if (lock != null) {
            text.append(" on ").append(lock);
        }
        if (info.getLockOwnerName() != null) {
            text.append(" held by \"").append(info.getLockOwnerName()).append('"');
        }
        text.append('\n');
        StackTraceElement[] stack = info.getStackTrace();
        for (int depth = 0; depth < stack.length; depth++) {
            text.append("\tat ").append(stack[depth]).append('\n');
            for (MonitorInfo monitor : info.getLockedMonitors()) {
                if (monitor.getLockedStackDepth() == depth) {
                    text.append("\t- locked ").append(monitor).append('\n');
                }
            }
        }
        text.append('\n');
    }
}
