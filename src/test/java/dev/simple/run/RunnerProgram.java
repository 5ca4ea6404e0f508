package dev.simple.run;

import dev.simple.model.RunEvent;
import java.nio.file.Path;
import java.util.Arrays;

/** A runner in a JVM of its own, which tests end by signals. Arguments: a directory, and fixtures. */
public final class RunnerProgram {

    private RunnerProgram() {}

    public static void main(String[] args) throws Exception {
        new SampleRun(Path.of(args[0]), Arrays.copyOfRange(args, 1, args.length))
                .forks(2)
                .listener(event -> {
                    if (event instanceof RunEvent.WorkerStarted started) {
                        System.out.println("worker " + started.pid());
                    } else if (event instanceof RunEvent.TestStarted) {
                        System.out.println("test");
                    } else if (event instanceof RunEvent.RunFinished finished) {
                        System.out.println(
                                "finished " + finished.result().notRun().size());
                    }
                })
                .execute();
    }
}
