package dev.simple.spawn;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread for each piece of work. Where no more threads are to be had, one that was started in time does it, one piece after
 * the other: who waits for an answer must get it.
 */
final class Deliveries implements Executor {

    private final ExecutorService threads;
    private final ThreadPoolExecutor reserve;

    Deliveries(ThreadFactory factory) {
        threads = Executors.newCachedThreadPool(factory);
        reserve = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        reserve.prestartCoreThread();
    }

    /** Threads that keep no JVM alive. */
    static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (OutOfMemoryError e) {
            // It says so too where a limit of threads is reached.
            reserve.execute(work);
        }
    }

    /** Takes no more work. */
    void shutdown() {
        threads.shutdown();
        reserve.shutdown();
    }
}
