import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a command and prints its wall time in seconds and three peaks of memory in KiB, separated by tabs: of the first
 * JVM of the command (Maven), of the largest JVM below it (a worker), and of all its processes together.
 *
 * <p>The first two are the kernel's high-water marks of the resident set, read until the end; the third is the largest
 * sum of resident sets in one sample, in which pages that processes share count more than once.
 */
class Measure {

  private static final long SAMPLE_MILLIS = 50;

  private final Map<Long, Long> highWaterOfJvms = new HashMap<>();
  private Set<Long> lastSample = Set.of();
  private long firstJvm = -1;
  private long peakOfAll;

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 3) {
      System.err.println("Usage: Measure DIRECTORY LOG COMMAND...");
      System.exit(2);
    }
    File log = new File(arguments[1]);
    ProcessBuilder builder =
        new ProcessBuilder(List.of(arguments).subList(2, arguments.length))
            .directory(new File(arguments[0]))
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(log);
    long started = System.nanoTime();
    Process process = builder.start();
    Measure measure = new Measure();
    while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
      measure.sample(process.toHandle());
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    if (process.exitValue() != 0) {
      System.err.printf("The command ended with status %d, see %s%n", process.exitValue(), log);
      System.exit(1);
    }
    System.out.printf(
        Locale.ROOT, "%.2f\t%d\t%d\t%d%n", seconds, measure.peakOfFirst(), measure.peakOfOthers(), measure.peakOfAll);
  }

  private void sample(ProcessHandle root) {
    Set<Long> pids = new HashSet<>();
    long sum = 0;
    for (ProcessHandle handle : Stream.concat(Stream.of(root), root.descendants()).toList()) {
      long pid = handle.pid();
      Map<String, String> status = status(pid);
      pids.add(pid);
      // Between fork and exec a process shows the memory of its parent, so a pid counts from its second sample.
      if (lastSample.contains(pid)) {
        sum += kibibytes(status, "VmRSS");
      }
      long highWater = kibibytes(status, "VmHWM");
      if ("java".equals(status.get("Name")) && highWater > 0) {
        firstJvm = firstJvm < 0 ? pid : firstJvm;
        // For the same reason the last value is kept, not the largest: the mark starts anew at exec.
        highWaterOfJvms.put(pid, highWater);
      }
    }
    lastSample = pids;
    peakOfAll = Math.max(peakOfAll, sum);
  }

  private long peakOfFirst() {
    return highWaterOfJvms.getOrDefault(firstJvm, 0L);
  }

  private long peakOfOthers() {
    return highWaterOfJvms.entrySet().stream()
        .filter(jvm -> jvm.getKey() != firstJvm)
        .mapToLong(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  /** The lines of /proc/PID/status; empty if the process is gone. */
  private static Map<String, String> status(long pid) {
    Map<String, String> status = new HashMap<>();
    try {
      for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
        int colon = line.indexOf(':');
        status.put(line.substring(0, colon), line.substring(colon + 1).strip());
      }
    } catch (IOException e) {
      return Map.of(); // It ended between the listing and the reading.
    }
    return status;
  }

  /** A zombie and a process that is gone have no memory: zero. */
  private static long kibibytes(Map<String, String> status, String key) {
    return Long.parseLong(status.getOrDefault(key, "0 kB").split(" ")[0]);
  }
}
