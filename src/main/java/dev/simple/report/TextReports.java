package dev.simple.report;

import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunListener;
import java.nio.file.Path;

/** {@code <class>.txt}: what the console said of the class's latest run, as Surefire writes it. */
public final class TextReports implements RunListener {

    private static final String RULE = "-".repeat(79);

    private final Path directory;
    private final ReportContent content;
    private final ClassRuns runs = new ClassRuns();

    public TextReports(Path directory, ReportContent content) {
        this.directory = directory;
        this.content = content;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof ClassFinished finished) {
            ClassRun run = runs.latest(finished);
            if (!finished.result().tests().isEmpty() || run.interruption() != null) {
                Path file = directory.resolve(ReportFileNames.of("", run.className(), content.nameSuffix(), ".txt"));
                byte[] bytes = text(run).getBytes(content.encoding());
                ReportFile.write(file, out -> out.write(bytes));
            }
        }
    }

    private String text(ClassRun run) {
        StringBuilder text = new StringBuilder();
        line(text, RULE);
        line(text, "Test set: " + run.className());
        line(text, RULE);
        line(text, ClassSummary.of(run, false));
        run.details(Integer.MAX_VALUE, content.everyTest()).forEach(problem -> line(text, problem));
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
