package dev.simple.matrix;

import dev.simple.fixtures.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of all cells of one test class. */
final class MatrixReport {

    private static final Path DIRECTORY = Path.of("target", "fault-matrix");

    /** Controls come last. */
    private static final Comparator<Outcome> ORDER = Comparator.comparing(
                    (Outcome outcome) -> outcome.trial().without().size())
            .thenComparing(outcome -> outcome.trial().moment())
            .thenComparing(outcome -> outcome.trial().fault())
            .thenComparing(outcome -> outcome.trial().ordinaryUser())
            .thenComparing(outcome -> outcome.trial().place());

    private final List<Outcome> outcomes = new ArrayList<>();

    synchronized void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    synchronized void write(Class<?> testClass) throws IOException {
        String table = table();
        Files.createDirectories(DIRECTORY);
        Files.writeString(DIRECTORY.resolve(testClass.getSimpleName() + ".md"), table);
        System.out.println(table);
    }

    private String table() {
        StringBuilder text = new StringBuilder("# Fault matrix\n\nMilliseconds from the fault until nothing was seen"
                + " any more, for 2 s. \"JVMs\" are the runner, the supervisor and the workers.\n\n");
        List<String> head = new ArrayList<>(List.of("fault", "moment", "user"));
        Arrays.stream(Workload.values()).map(Workload::title).forEach(head::add);
        head.addAll(List.of("JVMs", "exit code", "zombies", "problems"));
        row(text, head);
        row(text, head.stream().map(column -> "---").toList());
        outcomes.stream().sorted(ORDER).forEach(outcome -> row(text, words(outcome)));
        text.append('\n');
        summarise(text, Fault.KILL, Fault.KILL_GROUP);
        summarise(text, Fault.KILL_SUPERVISOR);
        summarise(text, Fault.TERMINATE, Fault.CONTROL_C, Fault.HANGUP);
        return text.toString();
    }

    private static List<String> words(Outcome outcome) {
        Trial trial = outcome.trial();
        List<String> words = new ArrayList<>();
        words.add(trial.fault().title()
                + (trial.without().isEmpty() ? "" : ", without " + trial.without())
                + (trial.unswept() ? ", without janitor" : ""));
        words.add(trial.moment().title());
        words.add((trial.ordinaryUser() ? "ordinary" : System.getProperty("user.name", ""))
                + (trial.specFile() ? ", spec file" : "")
                + (trial.place().isEmpty() ? "" : ", " + trial.place()));
        Map<Workload, Outcome.Cell> cells = new EnumMap<>(Workload.class);
        cells.putAll(outcome.cells());
        for (Workload workload : Workload.values()) {
            words.add(words(cells.get(workload)));
        }
        words.add(words(outcome.jvms()));
        words.add(Integer.toString(outcome.exitCode()));
        words.add(Integer.toString(outcome.zombies()));
        words.add(String.join(" ", outcome.problems()).replace("|", "\\|"));
        return words;
    }

    private static String words(Outcome.@Nullable Cell cell) {
        if (cell == null) {
            return "";
        }
        return cell.left().isEmpty() ? Long.toString(cell.millis()) : "SURVIVED";
    }

    private static void row(StringBuilder text, List<String> words) {
        text.append(words.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private void summarise(StringBuilder text, Fault... faults) {
        long[] millis = outcomes.stream()
                .filter(outcome -> outcome.trial().without().isEmpty())
                .filter(outcome -> List.of(faults).contains(outcome.trial().fault()))
                .filter(outcome -> outcome.trial().moment() == Moment.WHILE_TESTS_RUN)
                .flatMap(outcome -> outcome.cells().values().stream())
                .mapToLong(Outcome.Cell::millis)
                .sorted()
                .toArray();
        if (millis.length > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s, while tests run: median %d ms, worst %d ms of %d cells.\n",
                    Arrays.stream(faults).map(Fault::title).collect(Collectors.joining(", ")),
                    millis[millis.length / 2],
                    millis[millis.length - 1],
                    millis.length));
        }
    }
}
