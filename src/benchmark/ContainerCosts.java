package dev.simple.spawn.docker;

import dev.simple.config.RunConfiguration.Containers;
import dev.simple.engine.EngineAddress;
import dev.simple.engine.EngineProxy;
import dev.simple.spawn.Execution;
import dev.simple.spawn.RunContainers;
import dev.simple.spawn.SpawnCommand;
import dev.simple.spawn.SpawnLimits;
import dev.simple.spawn.SpawnTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures what it costs to register, start and remove containers, and to speak to the engine through the proxy; prints a
 * Markdown table.
 */
public final class ContainerCosts {

  private static final int REGISTRATIONS = 1_000_000;
  private static final int STARTS = 15;
  private static final int AT_ONCE = 20;
  private static final int CALLS = 30;

  private interface Action {
    void run() throws Exception;
  }

  private ContainerCosts() {}

  /** @param arguments an image with {@code sleep} */
  public static void main(String[] arguments) throws Exception {
    String image = arguments[0];
    Path directory = Files.createTempDirectory("container-costs");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    Containers settings =
        new Containers(null, image, 64L << 20, 1.0, 64, "none", null, true, List.of(directory), List.of(), null);
    System.out.println("| what | median | worst | times |\n|---|---|---|---|");
    try (SpawnTracker tracker = SpawnTracker.open();
        ContainerSpawner spawner =
            new ContainerSpawner(ContainerEngine.connect(null, System.getenv()), settings, tracker)) {
      register(tracker.watch(ContainerEngine.connect(null, System.getenv()).address()));
      // In turn, so that what else the machine does falls on both.
      List<Long> own = new ArrayList<>();
      List<Long> plain = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        plain.add(nanos(() -> dockerRun(image)));
        own.add(nanos(() -> {
          Execution container = spawner.spawn(command(directory, "sleep", "0"), SpawnLimits.DEFAULT);
          container.onExit().join();
          container.cleanUp().join();
        }));
      }
      row("docker run --rm, with the same limits", plain);
      row("a container, from its request to its removal", own);
      System.out.printf(Locale.ROOT, "| ratio of the medians | %.2f | | |%n", (double) median(own) / median(plain));
    }
    List<Long> ends = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (SpawnTracker tracker = SpawnTracker.open();
          ContainerSpawner spawner =
              new ContainerSpawner(ContainerEngine.connect(null, System.getenv()), settings, tracker)) {
        for (int n = 0; n < AT_ONCE; n++) {
          spawner.spawn(command(directory, "sleep", "1000"), SpawnLimits.DEFAULT);
        }
        ends.add(nanos(tracker::endAll));
      }
    }
    row("ending " + AT_ONCE + " containers at once", ends);
    callThroughTheProxy(directory);
  }

  private static void callThroughTheProxy(Path directory) throws Exception {
    EngineAddress engine = ContainerEngine.connect(null, System.getenv()).address();
    Path socket = directory.resolve("proxy");
    new EngineProxy(engine, "0123456789abcdef", underWay -> {}).listen(1, socket);
    List<Long> direct = new ArrayList<>();
    List<Long> proxied = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      direct.add(nanos(() -> dockerVersion(engine.toString())));
      proxied.add(nanos(() -> dockerVersion("unix://" + socket)));
    }
    row("docker version, which is two requests", direct);
    row("the same through the proxy", proxied);
    System.out.printf(Locale.ROOT, "| ratio of the medians | %.2f | | |%n", (double) median(proxied) / median(direct));
  }

  private static void dockerVersion(String address) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("docker", "--host", address, "version")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    if (process.waitFor() != 0) {
      throw new IOException("docker version failed with " + process.exitValue());
    }
  }

  private static void register(RunContainers containers) throws Exception {
    List<Long> rounds = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      rounds.add(nanos(() -> {
            for (int i = 0; i < REGISTRATIONS; i++) {
              containers.create(() -> "");
            }
          })
          / REGISTRATIONS);
    }
    rounds.sort(null);
    System.out.printf(
        Locale.ROOT, "| registering a container | %d ns | %d ns | %d |%n", median(rounds), rounds.get(4), REGISTRATIONS);
  }

  private static SpawnCommand command(Path directory, String... words) {
    return new SpawnCommand(
        "a container", Arrays.asList(words), directory, Map.of(), directory.resolve("out"), directory.resolve("err"));
  }

  private static void dockerRun(String image) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
            "docker", "run", "--rm", "--init", "--network=none", "--memory=64m", "--cpus=1", "--pids-limit=64",
            "--read-only", "--cap-drop=ALL", image, "sleep", "0")
        .inheritIO()
        .start();
    if (process.waitFor() != 0) {
      throw new IOException("docker run failed with " + process.exitValue());
    }
  }

  private static long nanos(Action action) throws Exception {
    long start = System.nanoTime();
    action.run();
    return System.nanoTime() - start;
  }

  private static long median(List<Long> values) {
    List<Long> sorted = new ArrayList<>(values);
    sorted.sort(null);
    return sorted.get(sorted.size() / 2);
  }

  private static void row(String what, List<Long> nanos) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d ms | %d ms | %d |%n",
        what,
        median(nanos) / 1_000_000,
        nanos.stream().mapToLong(Long::longValue).max().orElse(0) / 1_000_000,
        nanos.size());
  }
}
