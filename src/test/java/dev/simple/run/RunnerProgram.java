package dev.simple.run;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.Waiting;
import dev.simple.guard.oshi.OshiProbe;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent;
import dev.simple.model.RunResult;
import dev.simple.spawn.Janitor;
import dev.simple.supervisor.Layer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A runner in a JVM of its own, which tests end by signals. It sweeps what earlier ones left in its temporary directory. Arguments: a directory, and fixtures. Its exit code is that
 * of a build.
 *
 * <p>System properties: {@code runner.diskLimit} is room in bytes that must be left on the disk, {@code runner.grace} is the grace period in milliseconds, {@code runner.timeout} the time limit
 * of a class, {@code runner.memory} its workers'
 * heap, {@code runner.without} names layers to leave out, {@code runner.image} an image to run the tests in, {@code
 * runner.engine} the engine that has it, without an image the one whose use by tests is tracked, {@code runner.hold} a file
 * that it waits for before it starts workers; those named {@code fixture.} are handed on to the workers.
 */
public final class RunnerProgram {

    private RunnerProgram() {}

    public static void main(String[] args) throws Exception {
        System.out.println("swept " + new Janitor().sweep());
        SampleRun run = new SampleRun(Path.of(args[0]), Arrays.copyOfRange(args, 1, args.length))
                .forks(2)
                .gracePeriod(Duration.ofMillis(Integer.getInteger("runner.grace", 2000)))
                .timeout(Duration.ofMillis(Integer.getInteger("runner.timeout", 60_000)))
                .without(layers(System.getProperty("runner.without", "")))
                .argument("-Xmx" + System.getProperty("runner.memory", "256m"))
                .listener(RunnerProgram::tell);
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("fixture."))
                .forEach(name -> run.property(name, System.getProperty(name)));
        String image = System.getProperty("runner.image");
        String engine = System.getProperty("runner.engine");
        if (image != null) {
            run.containers(LocalEngine.settings(engine, image, 512L << 20));
        } else if (engine != null) {
            run.engine(engine);
            ForkedJvm.dockerJava().forEach(run::classPath);
        }
        long diskLimit = Long.getLong("runner.diskLimit", 0);
        if (diskLimit > 0) {
            run.protection(
                    new Protection(true, 100, 100, Duration.ofSeconds(30), Duration.ofSeconds(1), diskLimit, 0),
                    new OshiProbe(Path.of(args[0])));
        }
        RunResult result = run.execute();
        if (result.end() == RunEnd.RESOURCE_SHUTDOWN) {
            System.exit(42);
        }
        System.exit(result.counts().problems() > 0 || !result.crashes().isEmpty() ? 1 : 0);
    }

    private static Set<Layer> layers(String names) {
        return Stream.of(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(Layer::valueOf)
                .collect(Collectors.toSet());
    }

    private static void tell(RunEvent event) {
        if (event instanceof RunEvent.WorkerStarted started) {
            System.out.println("worker " + started.pid());
        } else if (event instanceof RunEvent.TestStarted) {
            System.out.println("test");
        } else if (event instanceof RunEvent.RunFinished finished) {
            System.out.println("because " + finished.result().stopReason());
            System.out.println("finished " + finished.result().notRun().size());
        } else if (event instanceof RunEvent.ContainmentKnown known) {
            System.out.println("containment " + known.containment());
            hold(System.getProperty("runner.hold"));
        }
    }

    private static void hold(@Nullable String file) {
        if (file != null) {
            System.out.println("held");
            Waiting.until(Waiting.LONG, file, () -> Files.exists(Path.of(file)));
        }
    }
}
