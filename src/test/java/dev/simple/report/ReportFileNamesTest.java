package dev.simple.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportFileNamesTest {

    @Test
    void leavesClassNamesAsTheyAre() {
        assertEquals("TEST-p.Foo$Bar.xml", ReportFileNames.of("TEST-", "p.Foo$Bar", ".xml"));
    }

    @Test
    void replacesWhatFileSystemsRefuse() {
        assertEquals("a________b", ReportFileNames.of("", "a/\\:*?\0<>b", ""));
    }

    @Test
    void shortensNamesThatFileSystemsRefuseAndKeepsThemApart() {
        String longName = "p." + "\u00fc".repeat(200);
        String one = ReportFileNames.of("TEST-", longName + "A", ".xml");

        assertTrue(one.getBytes(StandardCharsets.UTF_8).length < 255 - ".tmp".length(), one);
        assertNotEquals(one, ReportFileNames.of("TEST-", longName + "B", ".xml"));
    }
}
