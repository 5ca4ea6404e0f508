package dev.simple.report;

import dev.simple.model.ClassResult;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunListener;
import java.nio.file.Path;
import java.util.Map;

/** {@code TEST-<class>.xml}, written when the class has ended and again after each rerun. */
public final class XmlReports implements RunListener {

    private final Path directory;
    private final XmlReportWriter writer;

    /** @param systemProperties what the report shows as the worker's system properties */
    public XmlReports(Path directory, Map<String, String> systemProperties) {
        this.directory = directory;
        this.writer = new XmlReportWriter(systemProperties);
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof ClassFinished finished
                && !finished.result().tests().isEmpty()) {
            ClassResult result = finished.result();
            Path file = directory.resolve(ReportFileNames.of("TEST-", result.className(), ".xml"));
            ReportFile.write(file, out -> writer.write(result, out));
        }
    }
}
