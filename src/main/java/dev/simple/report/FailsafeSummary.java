package dev.simple.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.model.Counts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What Failsafe keeps of integration tests between the goal that runs them and the one that fails the build, in the format
 * of its {@code failsafe-summary.xsd}.
 *
 * @param failure why the build has to fail beyond the counts; null if it does not
 * @param timeout whether Failsafe's own time limit was exceeded; never so in what is written here
 */
public record FailsafeSummary(Counts counts, @Nullable String failure, boolean timeout) {

    private static final String SCHEMA =
            "https://maven.apache.org/surefire/maven-surefire-plugin/xsd/failsafe-summary.xsd";
    private static final String FAILURE = "255";
    private static final String NO_TESTS = "254";

    /**
     * Reads a file.
     *
     * @throws IOException if that cannot be done; the message names the file
     */
    public static FailsafeSummary read(Path file) throws IOException {
        Map<String, String> texts = new HashMap<>();
        boolean timeout;
        try (InputStream in = Files.newInputStream(file)) {
            XMLInputFactory factory = XMLInputFactory.newFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            xml.nextTag();
            timeout = Boolean.parseBoolean(xml.getAttributeValue(null, "timeout"));
            while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
                texts.put(xml.getLocalName(), xml.getElementText().strip());
            }
        } catch (XMLStreamException e) {
            throw new IOException(file + " is no summary of integration tests: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e, e);
        }
        try {
            Counts counts = new Counts(
                    number(texts, "completed"),
                    number(texts, "failures"),
                    number(texts, "errors"),
                    number(texts, "skipped"),
                    // Earlier versions of Failsafe do not write it.
                    texts.containsKey("flakes") ? number(texts, "flakes") : 0);
            String failure = texts.getOrDefault("failureMessage", "");
            return new FailsafeSummary(counts, failure.isEmpty() ? null : failure, timeout);
        } catch (NumberFormatException e) {
            throw new IOException(file + " is no summary of integration tests: " + e.getMessage(), e);
        }
    }

    private static int number(Map<String, String> texts, String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new NumberFormatException("it has no element " + name);
        }
        return Integer.parseInt(text);
    }

    /**
     * Writes it; the file is whole or the one from before.
     *
     * @throws java.io.UncheckedIOException if that fails; the message names the file
     */
    public void write(Path file) {
        ReportFile.write(file, out -> {
            Writer writer = new OutputStreamWriter(out, UTF_8);
            XmlOutput xml = new XmlOutput(writer);
            xml.declaration();
            xml.start("failsafe-summary")
                    .attribute("xmlns:xsi", XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)
                    .attribute("xsi:noNamespaceSchemaLocation", SCHEMA)
                    .attribute("result", result())
                    .attribute("timeout", Boolean.toString(timeout));
            xml.start("completed").numberAndEnd(counts.tests());
            xml.start("errors").numberAndEnd(counts.errors());
            xml.start("failures").numberAndEnd(counts.failures());
            xml.start("skipped").numberAndEnd(counts.skipped());
            xml.start("flakes").numberAndEnd(counts.flaky());
            xml.start("failureMessage");
            if (failure == null) {
                xml.attribute("xsi:nil", "true").end();
            } else {
                xml.textAndEnd(text -> text.write(failure));
            }
            xml.end();
            writer.flush();
        });
    }

    /** Failsafe's code, null if all is well. */
    private @Nullable String result() {
        if (failure != null || counts.problems() > 0) {
            return FAILURE;
        }
        return counts.tests() == 0 ? NO_TESTS : null;
    }
}
