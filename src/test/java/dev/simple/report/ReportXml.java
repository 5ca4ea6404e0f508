package dev.simple.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** An XML report as a tool reads it: parsed, and valid by Surefire's schema. */
record ReportXml(Element suite) {

    static ReportXml read(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().parse(file.toFile());
            SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Objects.requireNonNull(ReportXml.class.getResource("/surefire-test-report.xsd")))
                    .newValidator()
                    .validate(new DOMSource(document));
            return new ReportXml(document.getDocumentElement());
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError(file + " is not a valid report: " + e.getMessage(), e);
        }
    }

    /** The test case with a name. */
    Element test(String name) {
        return children(suite, "testcase").stream()
                .filter(test -> test.getAttribute("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The names of an element's children in order. */
    static List<String> childNames(Element element) {
        return children(element, null).stream().map(Element::getTagName).toList();
    }

    /** The text of the only child of a name. */
    static String text(Element element, String child) {
        return children(element, child).get(0).getTextContent();
    }

    static List<Element> children(Element element, @Nullable String name) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && (name == null || child.getTagName().equals(name))) {
                children.add(child);
            }
        }
        return children;
    }
}
