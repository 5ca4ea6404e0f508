package dev.simple.benchmark;

import dev.simple.checkpoint.CheckpointFile;
import dev.simple.checkpoint.CheckpointKeeper;
import dev.simple.config.LeakPolicy;
import dev.simple.config.RunConfiguration;
import dev.simple.checkpoint.Fingerprints;
import dev.simple.model.CapturedOutput;
import dev.simple.model.ClassResult;
import dev.simple.model.EarlierResults;
import dev.simple.model.Outcome;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunIdentity;
import dev.simple.model.TestCase;
import dev.simple.model.TestExecution;
import dev.simple.model.TestResult;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.Random;
import java.util.stream.IntStream;

/** Measures what checkpoints and fingerprints cost, and prints a Markdown table. */
public final class CheckpointCosts {

  private CheckpointCosts() {}

  private interface Action {
    void run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory(Path.of(arguments[0]), "costs-");
    System.out.println("| what | median | worst | times |\n|---|---|---|---|");
    for (int units : List.of(100, 1_000, 10_000, 100_000)) {
      checkpoint(directory, units);
    }
    fingerprints(directory);
  }

  private static void measure(String what, int times, Action action) throws Exception {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      action.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf("| %s | %s | %s | %,d |%n", what, written(nanos[times / 2]), written(nanos[times - 1]), times);
  }

  private static String written(long nanos) {
    return nanos < 1_000_000
        ? String.format(Locale.ROOT, "%.1f µs", nanos / 1e3)
        : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }

  private static void checkpoint(Path directory, int units) throws Exception {
    CheckpointFile file = new CheckpointFile(directory.resolve("checkpoint-" + units + ".json"));
    CheckpointKeeper keeper = new CheckpointKeeper(file, false, System.err::println);
    List<String> names = IntStream.range(0, units).mapToObj(i -> "org.example.some.pack.Number" + i + "Test").toList();
    Instant now = Instant.now();
    keeper.on(new RunStarted(now, new RunIdentity("r", "b", "g:a", null, null), names, 1, null, EarlierResults.NONE));
    List<ClassFinished> events = names.stream().map(name -> finished(now, name)).toList();
    int[] next = {0};
    measure("taking note of a class, of " + String.format("%,d", units), units, () -> keeper.on(events.get(next[0]++)));
    measure("a checkpoint of " + String.format("%,d", units) + " classes", 30, () -> keeper.save(null, null));
    System.err.println(units + " classes: " + Files.size(file.path()) + " bytes");
  }

  private static ClassFinished finished(Instant now, String name) {
    TestExecution passed = new TestExecution(Outcome.PASSED, null, Duration.ofMillis(3), null, null, CapturedOutput.NONE);
    List<TestResult> tests = IntStream.range(0, 5)
        .mapToObj(i -> new TestResult(new TestCase(name, name, name + i, "test" + i, "test" + i), List.of(passed)))
        .toList();
    return new ClassFinished(
        now, new ClassResult(name, 1, now, Duration.ofMillis(20), tests, null, null, CapturedOutput.NONE), true, 1);
  }

  /** 100 MB of jars and 2,000 class files of 5 kB. */
  private static void fingerprints(Path directory) throws Exception {
    Random random = new Random(1);
    Path classes = Files.createDirectories(directory.resolve("classes/p"));
    byte[] content = new byte[5_000];
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      random.nextBytes(content);
      Files.write(classes.resolve("C" + i + "Test.class"), content);
      names.add("p.C" + i + "Test");
    }
    List<Path> jars = new ArrayList<>(List.of(classes.getParent()));
    byte[] megabyte = new byte[1 << 20];
    for (int jar = 0; jar < 50; jar++) {
      Path file = directory.resolve("library-" + jar + ".jar");
      try (OutputStream out = Files.newOutputStream(file)) {
        for (int i = 0; i < 2; i++) {
          random.nextBytes(megabyte);
          out.write(megabyte);
        }
      }
      jars.add(file);
    }
    RunConfiguration configuration = new RunConfiguration(
        new RunConfiguration.Selection(classes.getParent(), List.of("**"), List.of(), null),
        new RunConfiguration.Forking(1, true, 0, 0, 0),
        new RunConfiguration.WorkerJvm(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            List.of(), true, List.of(), jars, Map.of(), Set.of(), Map.of(), directory, null, false),
        new RunConfiguration.Platform(List.of(), List.of(), List.of(), List.of(), Map.of()),
        new RunConfiguration.TimeLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(1)),
        new RunConfiguration.Processes(Duration.ofSeconds(2), LeakPolicy.REPORT),
        protection(),
        new RunConfiguration.Reporting(directory, directory, directory, false, false, false, false, RunConfiguration.ReportContent.USUAL),
        null,
        null);
    measure("fingerprints of 100 MiB of jars and 2,000 classes", 10,
        () -> Fingerprints.of(configuration, directory, names, List.of(), null, ""));
  }

  private static RunConfiguration.Protection protection() {
    return new RunConfiguration.Protection(
        true, 80, 90, Duration.ofSeconds(30), Duration.ofSeconds(10), 200L << 20, 0);
  }
}
