package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
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

    private static Element goal(String name) throws Exception {
        try (InputStream file = TestMojo.class.getResourceAsStream("/META-INF/maven/plugin.xml")) {
            assertNotNull(file);
            NodeList goals = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(file)
                    .getElementsByTagName("mojo");
            for (int i = 0; i < goals.getLength(); i++) {
                Element goal = (Element) goals.item(i);
                if (child(goal, "goal").getTextContent().equals(name)) {
                    return goal;
                }
            }
        }
        throw new AssertionError("There is no goal " + name);
    }

    private static Element child(Element parent, String name) {
        return (Element) parent.getElementsByTagName(name).item(0);
    }
}
