package dev.simple.run;

import dev.simple.config.RunConfiguration.Protection;
import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.Waiting;
import dev.simple.guard.oshi.OshiProbe;
import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent;
import dev.simple.model.RunResult;
import dev.simple.spawn.Janitor;
import dev.simple.supervisor.Layer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A runner in a JVM of its own, which tests end by signals. It sweeps what earlier ones left in its temporary directory.
 * Arguments: a directory, and fixtures. Its exit code is that of a build.
 *
 * <p>System properties: {@code runner.grace} is the grace period in milliseconds, {@code runner.timeout} the time limit of a
 * class, {@code runner.memory} its workers' heap, {@code runner.diskLimit} room in bytes that must be left on the disk,
 * {@code runner.without} names layers to leave out, {@code runner.image} an image to run the tests in, {@code
 * runner.engine} the engine that has it, without an image the one whose use by tests is tracked, {@code runner.hold} a file
 * that it waits for before it starts workers, {@code runner.javaHome} where the supervisor's JVM is, {@code runner.unswept}
 * that earlier ones are left alone, {@code runner.spec} that the fixture is a program, which runs for a spec file;
 * those named {@code fixture.} are handed on to the workers. With {@code fixture.image}, tests can use docker-java.
 */
public final class RunnerProgram {

    private RunnerProgram() {}

    public static void main(String[] args) throws Exception {
        if (!Boolean.getBoolean("runner.unswept")) {
            System.out.println("swept " + new Janitor().sweep());
        }
        String[] fixtures = Arrays.copyOfRange(args, 1, args.length);
        SampleRun run = (Boolean.getBoolean("runner.spec")
                        ? specFile(Path.of(args[0]), fixtures[0])
                        : new SampleRun(Path.of(args[0]), fixtures))
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
        }
        if (System.getProperty("fixture.image") != null) {
            ForkedJvm.dockerJava().forEach(run::classPath);
        }
        long diskLimit = Long.getLong("runner.diskLimit", 0);
        if (diskLimit > 0) {
            run.protection(
                    new Protection(true, 100, 100, Duration.ofSeconds(30), Duration.ofSeconds(1), diskLimit, 0),
                    new OshiProbe(Path.of(args[0])));
        }
        System.setProperty("java.home", System.getProperty("runner.javaHome", System.getProperty("java.home")));
        RunResult result = run.execute();
        if (result.end() == RunEnd.RESOURCE_SHUTDOWN) {
            System.exit(42);
        }
        boolean survived = result.leaks().stream().anyMatch(leak -> !leak.ended());
        System.exit(result.counts().problems() > 0 || !result.crashes().isEmpty() || survived ? 1 : 0);
    }

    /** In a file, the properties are no arguments of the process, among which the marks of others are looked for. */
    private static SampleRun specFile(Path directory, String fixture) throws IOException {
        List<String> arguments = new ArrayList<>(ForkedJvm.CHEAP);
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("fixture."))
                .forEach(name -> arguments.add("-D" + name + "=" + System.getProperty(name)));
        arguments.addAll(List.of(
                "-cp",
                ForkedJvm.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                "dev.simple.fixtures." + fixture));
        Path file = Files.write(directory.resolve("spec.arguments"), arguments);
        return new SampleRun(directory)
                .specs(Map.of(), Duration.ofMinutes(1), ForkedJvm.executable().toString(), "@" + file, SpecFiles.FILE)
                .spec("a.spec", "");
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
        } else if (event instanceof RunEvent.ProcessesLeftBehind left) {
            left.processes().forEach(leak -> System.out.println("left behind " + leak));
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
