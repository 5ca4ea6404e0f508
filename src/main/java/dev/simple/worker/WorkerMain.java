package dev.simple.worker;

import java.io.IOException;
import java.nio.file.Path;

/** Starts a worker. Arguments: the path of the runner's socket, and the worker's number. */
public final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            throw new IllegalArgumentException("Expected the runner's socket and the worker's number.");
        }
        new Worker(RunnerChannel.connect(Path.of(args[0]), Integer.parseInt(args[1]))).run();
    }
}
