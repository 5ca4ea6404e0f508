package dev.simple.report;

import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** {@code <class>.txt}: what the console said of the class's latest run, as Surefire writes it. */
public final class TextReports implements RunListener {

    private static final String RULE = "-".repeat(79);

    private final Path directory;
    private final String nameSuffix;
    private final ClassRuns runs = new ClassRuns();

    /** @param nameSuffix of the files, empty for none */
    public TextReports(Path directory, String nameSuffix) {
        this.directory = directory;
        this.nameSuffix = nameSuffix;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof ClassFinished finished) {
            ClassRun run = runs.latest(finished);
            if (!finished.result().tests().isEmpty() || run.interruption() != null) {
                Path file = directory.resolve(ReportFileNames.of("", run.className(), nameSuffix, ".txt"));
                byte[] content = content(run).getBytes(StandardCharsets.UTF_8);
                ReportFile.write(file, out -> out.write(content));
            }
        }
    }

    private static String content(ClassRun run) {
        StringBuilder text = new StringBuilder();
        line(text, RULE);
        line(text, "Test set: " + run.className());
        line(text, RULE);
        line(text, ClassSummary.of(run, false));
        run.problems(Integer.MAX_VALUE).forEach(problem -> line(text, problem));
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
