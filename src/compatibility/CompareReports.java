import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Compares two directories of TEST-*.xml reports test by test. A test is known by its module, its report and its name;
 * since several may share these, the sorted list of their verdicts is compared. The classname is not part of it: Surefire
 * 3.5 writes the display name there, where a class has one. A problem of a class itself has no name under Surefire 3.5.
 */
class CompareReports {

  private static final int PRINTED_DIFFERENCES = 100;

  /** What a run reported: for each test, the verdicts in order; and how many report files there are. */
  record Run(String label, Map<Test, List<String>> tests, int files) {

    int count() {
      return tests.values().stream().mapToInt(List::size).sum();
    }

    String verdicts(Test test) {
      List<String> verdicts = tests.get(test);
      return verdicts == null ? "absent" : String.join(",", verdicts.stream().sorted().toList());
    }
  }

  record Test(String module, String className, String name) implements Comparable<Test> {
    @Override
    public int compareTo(Test other) {
      int order = module.compareTo(other.module);
      order = order != 0 ? order : className.compareTo(other.className);
      return order != 0 ? order : name.compareTo(other.name);
    }

    @Override
    public String toString() {
      return (module.isEmpty() ? "" : module + ": ") + className + " " + name;
    }
  }

  /** A difference that is known and accepted, written as {@code pattern | reason}; the pattern is of class#name. */
  record Explanation(Pattern pattern, String reason) {
    static Explanation parse(String line) {
      int bar = line.lastIndexOf(" | ");
      if (bar < 0) {
        throw new IllegalArgumentException("Expected 'pattern | reason', found: " + line);
      }
      return new Explanation(Pattern.compile(line.substring(0, bar).strip()), line.substring(bar + 3).strip());
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 5) {
      System.err.println("Usage: CompareReports DIRECTORY LEFT RIGHT NORMALISE_FILE EXPLAINED_FILE");
      System.exit(2);
    }
    Path directory = Path.of(arguments[0]);
    List<Pattern> changing = lines(Path.of(arguments[3])).stream().map(Pattern::compile).toList();
    List<Explanation> explanations = lines(Path.of(arguments[4])).stream().map(Explanation::parse).toList();
    Run left = read(directory, arguments[1], changing);
    Run right = read(directory, arguments[2], changing);
    System.exit(report(left, right, explanations, directory.resolve("differences.txt")) ? 0 : 1);
  }

  /** Prints the comparison; answers whether tests ran and all differences are explained. */
  private static boolean report(Run left, Run right, List<Explanation> explanations, Path file) throws IOException {
    List<String> differences = new ArrayList<>();
    Map<String, Integer> explained = new TreeMap<>();
    Set<Test> all = new TreeSet<>(left.tests.keySet());
    all.addAll(right.tests.keySet());
    int same = 0;
    for (Test test : all) {
      if (left.verdicts(test).equals(right.verdicts(test))) {
        same += left.tests.get(test).size();
        continue;
      }
      String difference =
          "%s: %s=%s %s=%s".formatted(test, left.label, left.verdicts(test), right.label, right.verdicts(test));
      explanations.stream()
          .filter(explanation -> explanation.pattern.matcher(test.className + "#" + test.name).matches())
          .findFirst()
          .ifPresentOrElse(
              explanation -> explained.merge(explanation.reason, 1, Integer::sum), () -> differences.add(difference));
    }
    Files.write(file, differences);

    for (Run run : List.of(left, right)) {
      System.out.printf("%s: %d tests in %d reports, %s%n", run.label, run.count(), run.files, totals(run));
    }
    System.out.printf("same: %d, different: %d%n", same, differences.size());
    explained.forEach((reason, count) -> System.out.printf("explained: %d (%s)%n", count, reason));
    differences.stream().limit(PRINTED_DIFFERENCES).forEach(line -> System.out.println("  " + line));
    if (differences.size() > PRINTED_DIFFERENCES) {
      System.out.printf("  and %d more in %s%n", differences.size() - PRINTED_DIFFERENCES, file);
    }
    return left.count() > 0 && differences.isEmpty();
  }

  private static String totals(Run run) {
    Map<String, Integer> totals = new TreeMap<>();
    run.tests.values().forEach(verdicts -> verdicts.forEach(verdict -> totals.merge(verdict, 1, Integer::sum)));
    return totals.toString();
  }

  private static Run read(Path directory, String label, List<Pattern> changing) throws IOException {
    Path reports = directory.resolve("reports-" + label);
    List<Path> files;
    try (var found = Files.walk(reports)) {
      files = found.filter(path -> path.getFileName().toString().matches("TEST-.*\\.xml")).sorted().toList();
    }
    Run run = new Run(label, new TreeMap<>(), files.size());
    for (Path file : files) {
      Path relative = reports.relativize(file);
      String module = relative.getParent() == null ? "" : relative.getParent().toString();
      try (InputStream in = Files.newInputStream(file)) {
        readReport(in, module, run, changing);
      } catch (XMLStreamException e) {
        run.tests
            .computeIfAbsent(new Test(module, file.getFileName().toString(), "(whole report)"), t -> new ArrayList<>())
            .add("unreadable: " + e.getMessage().lines().findFirst().orElse(""));
      }
    }
    return run;
  }

  private static void readReport(InputStream in, String module, Run run, List<Pattern> changing)
      throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    String suite = "(none)";
    Test test = null;
    String verdict = null;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamReader.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "testsuite" -> suite = attribute(xml, "name");
          case "testcase" -> {
            test = new Test(module, outermost(suite, attribute(xml, "classname")), normalise(testName(attribute(xml, "name")), changing));
            verdict = "passed";
          }
          case "failure" -> verdict = "failed";
          case "error" -> verdict = "error";
          case "skipped" -> verdict = "skipped";
          case "flakyFailure", "flakyError" -> verdict = "flaky";
          default -> {
            // Output, properties and the attempts of a rerun do not change the verdict.
          }
        }
      } else if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("testcase")) {
        run.tests.computeIfAbsent(test, t -> new ArrayList<>()).add(verdict);
      }
    }
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "(none)" : value;
  }

  /** Surefire 3.5 reports all TestNG classes as one suite. */
  private static String outermost(String suite, String className) {
    return suite.equals("TestSuite") ? className : suite;
  }

  private static String testName(String name) {
    return name.equals("initializationError") || name.equals("executionError") ? "" : name;
  }

  private static String normalise(String name, List<Pattern> changing) {
    for (Pattern pattern : changing) {
      name = pattern.matcher(name).replaceAll("*");
    }
    return name;
  }

  /** The lines of a file without comments and blank lines; none if there is no such file. */
  private static List<String> lines(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    return Files.readAllLines(file).stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
  }
}
