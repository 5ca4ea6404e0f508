package dev.simple.report;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.model.Counts;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailsafeSummaryTest {

    @TempDir
    private Path directory;

    @Test
    void readsWhatFailsafeWrites() throws Exception {
        assertEquals(new FailsafeSummary(new Counts(4, 2, 1, 0, 1), null, false), failsafes("failures"));
        assertEquals(
                new FailsafeSummary(new Counts(3, 0, 0, 1, 0), "org.x.Oops: a <b> & \"c\"\nsecond", true),
                failsafes("message"));
        assertEquals(new FailsafeSummary(new Counts(3, 0, 0, 1, 0), null, false), failsafes("success"));
    }

    @ParameterizedTest
    @CsvSource({"3, 0,", "3, 2,", "0, 0,", "2, 0, a <b> & ]]> c"})
    void writesWhatFailsafesSchemaAllowsAndReadsItAgain(int tests, int failures, @Nullable String message)
            throws Exception {
        FailsafeSummary summary = new FailsafeSummary(new Counts(tests, failures, 0, 0, 0), message, false);
        Path file = directory.resolve("reports/summary.xml");

        summary.write(file);

        assertDoesNotThrow(() -> schema().newValidator().validate(new StreamSource(file.toFile())));
        assertEquals(summary, FailsafeSummary.read(file));
        boolean good = failures == 0 && message == null && tests > 0;
        assertEquals(good, !Files.readString(file).contains("result="));
    }

    @Test
    void saysWhichFileIsNoSummary() throws Exception {
        Path file = Files.writeString(directory.resolve("other.xml"), "<other/>");

        assertEquals(
                file + " is no summary of integration tests: it has no element completed",
                assertThrows(IOException.class, () -> FailsafeSummary.read(file))
                        .getMessage());

        Files.writeString(file, "<failsafe-summary><completed>1");
        assertTrue(String.valueOf(assertThrows(IOException.class, () -> FailsafeSummary.read(file))
                        .getMessage())
                .startsWith(file + " is no summary of integration tests: "));
    }

    private static FailsafeSummary failsafes(String name) throws Exception {
        URL file = FailsafeSummaryTest.class.getResource("failsafe-3.5.6-summary-" + name + ".xml");
        assertNotNull(file);
        return FailsafeSummary.read(Path.of(file.toURI()));
    }

    private static Schema schema() throws Exception {
        URL file = FailsafeSummaryTest.class.getResource("/failsafe-summary.xsd");
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(file);
    }
}
