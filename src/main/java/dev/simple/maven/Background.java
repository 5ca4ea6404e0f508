package dev.simple.maven;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Work that is done beside other work. */
final class Background {

    private Background() {}

    /**
     * Does it in a thread that keeps no JVM alive, or at once where no more threads are to be had.
     *
     * @param name of the thread
     */
    static <T> Future<T> start(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            task.run();
        }
        return task;
    }
}
