package dev.simple.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes indented XML, whatever the values contain. StAX's writer from the JDK does not do: it leaves line ends in
 * attributes to be lost by readers, and takes the text of an element only as a whole.
 */
final class XmlOutput {

    /** Writes the text of an element. */
    interface Text {
        void writeTo(Writer text) throws IOException;
    }

    private final Writer out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean startTagOpen;

    XmlOutput(Writer out) {
        this.out = out;
    }

    void declaration() throws IOException {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    XmlOutput start(String element) throws IOException {
        endStartTag("\n");
        out.write("  ".repeat(open.size()) + "<" + element);
        open.push(element);
        startTagOpen = true;
        return this;
    }

    /** Adds an attribute to the element just started; null adds nothing. */
    XmlOutput attribute(String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.write(" " + name + "=\"");
            XmlCharacters legal = new XmlCharacters(new AttributeEscapes(out));
            legal.write(value);
            legal.finish();
            out.write('"');
        }
        return this;
    }

    /** Adds the text of the element just started and ends the element. */
    void textAndEnd(Text text) throws IOException {
        endStartTag("");
        out.write("<![CDATA[");
        XmlCharacters legal = new XmlCharacters(new CdataEscapes(out));
        text.writeTo(legal);
        legal.finish();
        out.write("]]></" + open.pop() + ">\n");
    }

    /** Adds a number to the element just started and ends the element. */
    void numberAndEnd(int number) throws IOException {
        endStartTag("");
        out.write(number + "</" + open.pop() + ">\n");
    }

    void end() throws IOException {
        String element = open.pop();
        if (startTagOpen) {
            startTagOpen = false;
            out.write("/>\n");
        } else {
            out.write("  ".repeat(open.size()) + "</" + element + ">\n");
        }
    }

    private void endStartTag(String lineEnd) throws IOException {
        if (startTagOpen) {
            startTagOpen = false;
            out.write(">" + lineEnd);
        }
    }
}
