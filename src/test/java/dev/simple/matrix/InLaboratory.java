package dev.simple.matrix;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** Tests that make trials, all in one laboratory, and add them to the report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InLaboratory {

    final Laboratory laboratory = new Laboratory();

    @AfterAll
    void report() throws IOException {
        laboratory.close();
        laboratory.report.write(getClass());
    }
}
