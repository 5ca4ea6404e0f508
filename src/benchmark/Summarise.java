import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Turns the measurements of the rounds into a Markdown table, one row a case. */
class Summarise {

  private static final List<String> RUNNERS = List.of("surefire", "simple", "launcher");

  record Sample(String suite, int round, String runner, double seconds, long first, long worker, long all, int tests) {
    static Sample parse(String line) {
      String[] fields = line.split("\t");
      return new Sample(
          fields[0],
          Integer.parseInt(fields[1]),
          fields[2],
          Double.parseDouble(fields[3]),
          Long.parseLong(fields[4]),
          Long.parseLong(fields[5]),
          Long.parseLong(fields[6]),
          Integer.parseInt(fields[7]));
    }

    /** A plain launcher has no JVM below it: its own JVM runs the tests. */
    long testJvm() {
      return runner.equals("launcher") ? first : worker;
    }
  }

  public static void main(String[] arguments) throws IOException {
    Map<String, List<Sample>> cases = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of(arguments[0]))) {
      Sample sample = Sample.parse(line);
      cases.computeIfAbsent(sample.suite, suite -> new ArrayList<>()).add(sample);
    }
    System.out.println(
        "| case | rounds | tests | surefire s | simple s | simple / surefire | launcher s | simple / launcher"
            + " | Maven MiB | test JVM MiB | all MiB |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    cases.forEach(Summarise::printRow);
    System.out.println();
    System.out.println(
        "Seconds and MiB are medians; ratios are of paired rounds, median [smallest..largest]."
            + " Several numbers in a cell: surefire / simple / launcher.");
  }

  private static void printRow(String suite, List<Sample> samples) {
    System.out.printf(
        "| %s | %d | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n",
        suite,
        samples.stream().mapToInt(Sample::round).max().orElse(0),
        each(samples, Sample::tests),
        median(samples, "surefire", Sample::seconds, "%.1f"),
        median(samples, "simple", Sample::seconds, "%.1f"),
        ratio(samples, "simple", "surefire"),
        median(samples, "launcher", Sample::seconds, "%.1f"),
        ratio(samples, "simple", "launcher"),
        each(samples.stream().filter(sample -> !sample.runner.equals("launcher")).toList(), s -> s.first / 1024.0),
        each(samples, sample -> sample.testJvm() / 1024.0),
        each(samples, sample -> sample.all / 1024.0));
  }

  private static String each(List<Sample> samples, ToDoubleFunction<Sample> value) {
    return String.join(
        " / ",
        RUNNERS.stream()
            .filter(runner -> samples.stream().anyMatch(sample -> sample.runner.equals(runner)))
            .map(runner -> median(samples, runner, value, "%.0f"))
            .toList());
  }

  private static String median(
      List<Sample> samples, String runner, ToDoubleFunction<Sample> value, String format) {
    double[] values =
        samples.stream().filter(sample -> sample.runner.equals(runner)).mapToDouble(value).sorted().toArray();
    return values.length == 0 ? "" : String.format(Locale.ROOT, format, medianOfSorted(values));
  }

  private static String ratio(List<Sample> samples, String numerator, String denominator) {
    Map<Integer, Map<String, Double>> rounds = new TreeMap<>();
    samples.forEach(
        sample ->
            rounds.computeIfAbsent(sample.round, round -> new TreeMap<>()).put(sample.runner, sample.seconds));
    double[] ratios =
        rounds.values().stream()
            .filter(round -> round.containsKey(numerator) && round.containsKey(denominator))
            .mapToDouble(round -> round.get(numerator) / round.get(denominator))
            .sorted()
            .toArray();
    return ratios.length == 0
        ? ""
        : String.format(
            Locale.ROOT, "%.2f [%.2f..%.2f]", medianOfSorted(ratios), ratios[0], ratios[ratios.length - 1]);
  }

  private static double medianOfSorted(double[] values) {
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
