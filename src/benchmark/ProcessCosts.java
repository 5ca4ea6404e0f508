package dev.simple.spawn;

import dev.simple.process.ProcessIdentity;
import dev.simple.supervisor.FileTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Measures what it costs to track and to end processes, and prints a Markdown table. */
public final class ProcessCosts {

  /** What a test may leave behind, with a token that tells it in the process table; six of them have it as a number. */
  private static final String WORKLOADS =
      """
      exec 2>/dev/null
      sleep $0.1 &
      (sleep $0.2 &)
      (setsid sleep $0.3 &)
      (env -i "$(command -v setsid)" "$(command -v sleep)" $0.4 &)
      bash -c 'trap "" TERM; while :; do sleep $0.5; done' $0 &
      bash -c 'kill -STOP $$; sleep $0.6' $0 &
      bash -c 'while :; do sleep $0.7; done' $0 &
      echo ready
      wait
      """;

  private static final Path SCRATCH = Path.of(System.getProperty("java.io.tmpdir"));

  private ProcessCosts() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2) {
      runUntilKilled(arguments[0], Path.of(arguments[1]));
      return;
    }
    System.out.println("| what | median | worst | times |\n|---|---|---|---|");
    register();
    try (SpawnTracker tracker = SpawnTracker.open()) {
      tracker.containment();
      measure("a heartbeat", 500, () -> nanos(tracker::beat));
      measure("starting a process, until its id is known", 200, () -> start(tracker));
    }
    measure("ending 100 processes that obey", 5, () -> endHundred("sleep 1000"));
    measure("ending 100 processes that do not, grace 2 s", 3, () -> endHundred("trap '' TERM; while :; do sleep 9; done"));
    measure("SIGKILL of the runner until nothing is left", 50, ProcessCosts::killRunner);
  }

  private interface Action {
    void run() throws Exception;
  }

  private interface Measurement {
    long nanos() throws Exception;
  }

  private static long nanos(Action action) throws Exception {
    long start = System.nanoTime();
    action.run();
    return System.nanoTime() - start;
  }

  private static void measure(String what, int times, Measurement measurement) throws Exception {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      nanos[i] = measurement.nanos();
    }
    Arrays.sort(nanos);
    System.out.println(
        "| %s | %s | %s | %d |".formatted(what, written(nanos[times / 2]), written(nanos[times - 1]), times));
  }

  private static String written(long nanos) {
    return nanos < 1_000_000
        ? String.format(Locale.ROOT, "%.1f µs", nanos / 1e3)
        : nanos < 1_000_000_000
            ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
            : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
  }

  private static void register() throws Exception {
    Path directory = Files.createTempDirectory(SCRATCH, "costs-");
    try (RunFile file = RunFile.create(directory, "COOKIE", new ProcessIdentity(1, 1), null)) {
      ProcessIdentity process = new ProcessIdentity(12345, 123456789);
      measure(
          "registering a process in the run file",
          5000,
          () ->
              nanos(
                  () -> {
                    file.starting(7, "worker 7");
                    file.started(7, process);
                  }));
    }
    FileTree.delete(directory);
  }

  private static SpawnCommand command(Path directory, String... words) {
    return new SpawnCommand(
        "a command", List.of(words), directory, Map.of(), directory.resolve("out"), directory.resolve("err"));
  }

  private static long start(SpawnTracker tracker) throws Exception {
    return nanos(() -> tracker.spawn(command(tracker.directory(), "true"), SpawnLimits.DEFAULT));
  }

  private static long endHundred(String script) throws Exception {
    try (SpawnTracker tracker = SpawnTracker.open()) {
      for (int i = 0; i < 100; i++) {
        tracker.spawn(command(tracker.directory(), "bash", "-c", "echo >&2; " + script), SpawnLimits.DEFAULT);
      }
      while (Files.size(tracker.directory().resolve("err")) < 100) {
        Thread.onSpinWait();
      }
      return nanos(tracker::endAll);
    }
  }

  private static void runUntilKilled(String token, Path directory) throws Exception {
    try (SpawnTracker tracker = SpawnTracker.open()) {
      tracker.spawn(command(directory, "bash", "-c", WORKLOADS, token), SpawnLimits.DEFAULT);
      while (!Files.readString(directory.resolve("out")).contains("ready")) {
        Thread.onSpinWait();
      }
      System.out.println("ready");
      tracker.lost().get();
    }
  }

  private static long killRunner() throws Exception {
    Path directory = Files.createTempDirectory(SCRATCH, "costs-");
    String token = "1" + UUID.randomUUID().toString().replaceAll("\\D", "").substring(0, 8);
    Process runner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                ProcessCosts.class.getName(),
                token,
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = runner.inputReader()) {
      if (!"ready".equals(out.readLine())) {
        throw new IOException("The runner ended.");
      }
      while (survivors(token + ".").size() < 6) {
        Thread.onSpinWait();
      }
      return nanos(
          () -> {
            runner.destroyForcibly();
            while (!survivors(token).isEmpty()) {
              Thread.onSpinWait();
            }
          });
    } finally {
      runner.waitFor();
      FileTree.delete(directory);
    }
  }

  /** Commands that have the token in an argument; those that have ended have none. */
  private static List<String> survivors(String token) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
        try (InputStream in = Files.newInputStream(process.resolve("cmdline"))) {
          String line = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
          if (line.contains(token)) {
            found.add(line);
          }
        } catch (IOException e) {
          // It has ended meanwhile.
        }
      }
    }
    return found;
  }
}
