package dev.simple.worker;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** Renders threads for people. Unlike {@link ThreadInfo#toString()} it shows every frame. */
final class ThreadDumps {

    private ThreadDumps() {}

    /** All threads with what they wait for and which locks they hold; deadlocks are named first. */
    static String all() {
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
        for (ThreadInfo info : threads.dumpAllThreads(true, true)) {
            append(text, info);
        }
        return text.toString();
    }

    /** One thread's stack. */
    static String format(Thread thread, StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder("\"" + thread.getName() + "\"\n");
        for (StackTraceElement frame : stack) {
            text.append("\tat ").append(frame).append('\n');
        }
        return text.toString();
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
