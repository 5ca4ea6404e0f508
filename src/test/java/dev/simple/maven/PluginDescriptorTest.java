package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What Maven injects where nothing is configured tells {@link SettingReader} that nothing is. */
class PluginDescriptorTest {

    @ParameterizedTest
    @CsvSource({"test, UNIT", "resume, UNIT", "integration-test, INTEGRATION", "verify, INTEGRATION"})
    void namesTheSamePropertiesAsTheSettingsAreReadFrom(String goal, TestKind kind) throws Exception {
        List<String> wrong = new ArrayList<>();
        Element configuration = child(goal(goal), "configuration");
        NodeList elements = configuration.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            String expression = element.getTextContent();
            if (expression.startsWith("${") && !expression.equals("${" + kind.property(element.getTagName()) + "}")) {
                wrong.add(element.getTagName() + " " + expression);
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** Eclipse would ask about each goal that is bound to a phase and that the file does not know. */
    @Test
    void tellsEclipseToRunNoTests() throws Exception {
        assertEquals(
                elements("/META-INF/maven/plugin.xml", "mojo").stream()
                        .filter(mojo -> mojo.getElementsByTagName("phase").getLength() > 0)
                        .map(mojo -> child(mojo, "goal").getTextContent())
                        .sorted()
                        .toList(),
                elements("/META-INF/m2e/lifecycle-mapping-metadata.xml", "goal").stream()
                        .map(Element::getTextContent)
                        .sorted()
                        .toList());
    }

    private static List<Element> elements(String resource, String tag) throws Exception {
        try (InputStream file = TestMojo.class.getResourceAsStream(resource)) {
            assertNotNull(file);
            NodeList nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file)
                    .getElementsByTagName(tag);
            List<Element> elements = new ArrayList<>();
            for (int i = 0; i < nodes.getLength(); i++) {
                elements.add((Element) nodes.item(i));
            }
            return elements;
        }
    }

    private static Element goal(String name) throws Exception {
        return elements("/META-INF/maven/plugin.xml", "mojo").stream()
                .filter(mojo -> child(mojo, "goal").getTextContent().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Element child(Element parent, String name) {
        return (Element) parent.getElementsByTagName(name).item(0);
    }
}
