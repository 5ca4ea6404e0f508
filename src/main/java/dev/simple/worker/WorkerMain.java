package dev.simple.worker;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Properties;

/** Starts a worker. Arguments: the runner's socket, the worker's number, and a file with system properties. */
public final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            throw new IllegalArgumentException("Expected socket, number and system properties.");
        }
        // Before anything else: logging and network read theirs once, when they are first used.
        setSystemProperties(args[2]);
        new Worker(RunnerChannel.connect(Path.of(args[0]), Integer.parseInt(args[1]))).run();
    }

    private static void setSystemProperties(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = new FileInputStream(file)) {
            properties.load(in);
        }
        System.getProperties().putAll(properties);
    }
}
