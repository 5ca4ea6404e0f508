package dev.simple.guard.oshi;

import com.sun.management.OperatingSystemMXBean;
import dev.simple.config.RunConfiguration.Protection;
import dev.simple.guard.ResourceGuard;
import dev.simple.guard.ResourceProbe;
import dev.simple.guard.ResourceWatch;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/** Measures what it costs to watch the machine, and prints a Markdown table. */
public final class GuardCosts {

  private static final Protection LIMITS =
      new Protection(true, 80, 90, Duration.ofSeconds(30), Duration.ofSeconds(10), 200L << 20, 0);
  private static final int SAMPLES = 2_000;
  private static final int SECONDS = 60;

  private GuardCosts() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of("").toAbsolutePath();
    long start = System.nanoTime();
    long startCpu = cpu();
    OshiProbe probe = new OshiProbe(directory);
    probe.sample();
    long first = System.nanoTime() - start;
    long firstCpu = cpu() - startCpu;
    long second = System.nanoTime();
    probe.sample();
    second = System.nanoTime() - second;
    System.out.println("| what | median | worst | times |\n|---|---|---|---|");
    row("the first sample, with the start of OSHI", first, first, 1);
    row("the same, processor time of all threads", firstCpu, firstCpu, 1);
    row("the second sample", second, second, 1);
    watch(probe);
    long[] nanos = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      long before = System.nanoTime();
      probe.sample();
      nanos[i] = System.nanoTime() - before;
    }
    Arrays.sort(nanos);
    row("a sample, many at once", nanos[SAMPLES / 2], nanos[SAMPLES - 1], SAMPLES);
  }

  /** As in a run: a sample a second, in a JVM that has compiled little of it. */
  private static void watch(OshiProbe probe) throws Exception {
    Semaphore looks = new Semaphore(0);
    long[] nanos = new long[SECONDS];
    int[] count = {0};
    long[] threadCpu = new long[1];
    ResourceProbe timed =
        () -> {
          long before = System.nanoTime();
          try {
            return probe.sample();
          } finally {
            nanos[count[0]++ % SECONDS] = System.nanoTime() - before;
            threadCpu[0] = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
          }
        };
    long idle = cpu();
    Thread.sleep(SECONDS * 500L);
    idle = (cpu() - idle) * 2;
    long cpu = cpu();
    try (ResourceWatch watch =
        new ResourceWatch(() -> timed, new ResourceGuard(LIMITS), reading -> looks.release(), System.err::println)) {
      watch.start();
      looks.acquire(SECONDS);
    }
    cpu = cpu() - cpu;
    Arrays.sort(nanos);
    row("a sample, one a second", nanos[SECONDS / 2], nanos[SECONDS - 1], SECONDS);
    row("processor time a second: the guard's thread", threadCpu[0] / SECONDS, threadCpu[0] / SECONDS, SECONDS);
    row("processor time a second: its JVM, less that of an idle one", (cpu - idle) / SECONDS, (cpu - idle) / SECONDS, SECONDS);
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
  }

  private static void row(String what, long median, long worst, int times) {
    System.out.println("| %s | %s | %s | %d |".formatted(what, written(median), written(worst), times));
  }

  private static String written(long nanos) {
    return nanos < 1_000_000
        ? String.format(Locale.ROOT, "%.0f µs", nanos / 1e3)
        : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }
}
