package dev.simple.report;

import dev.simple.model.CapturedOutput;
import dev.simple.model.OutputStreamKind;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Writer;

/** What a test wrote, as the XML report has it: the first mebibyte of a stream, so that no reader of XML dies of it. */
final class OutputText {

    static final long LIMIT = 1 << 20;

    private OutputText() {}

    static void write(CapturedOutput output, OutputStreamKind kind, String className, Writer target)
            throws IOException {
        DecodedOutput decoded = new DecodedOutput(target);
        try {
            output.copyTo(decoded, kind, LIMIT);
        } catch (FileNotFoundException | EOFException e) {
            // The results are worth more than the output: the report is written without it.
            target.write("\n[The output could not be read: " + e.getMessage() + "]\n");
        }
        decoded.finish();
        long leftOut = output.size(kind) - LIMIT;
        if (leftOut > 0) {
            target.write("\n[" + leftOut + " more bytes were left out here. With"
                    + " -Dmaven.test.redirectTestOutputToFile=true everything is kept in "
                    + ReportFileNames.of("", className, "-output.txt") + ".]\n");
        }
    }
}
