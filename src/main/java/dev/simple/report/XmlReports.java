package dev.simple.report;

import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.model.ClassResult;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunListener;
import java.nio.file.Path;
import java.util.Map;

/** {@code TEST-<class>.xml}, written when the class has ended and again after each rerun. */
public final class XmlReports implements RunListener {

    private final Path directory;
    private final ReportContent content;
    private final XmlReportWriter writer;

    /** @param systemProperties what the report shows as the worker's system properties */
    public XmlReports(Path directory, ReportContent content, Map<String, String> systemProperties) {
        this.directory = directory;
        this.content = content;
        this.writer = new XmlReportWriter(content, systemProperties);
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof ClassFinished finished
                && !finished.result().tests().isEmpty()) {
            ClassResult result = finished.result();
            Path file =
                    directory.resolve(ReportFileNames.of("TEST-", result.className(), content.nameSuffix(), ".xml"));
            ReportFile.write(file, out -> writer.write(result, out));
        }
    }
}
