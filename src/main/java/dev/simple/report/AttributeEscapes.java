package dev.simple.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Escapes what an attribute cannot hold; white space too, which readers would turn into blanks. */
final class AttributeEscapes extends FilterWriter {

    AttributeEscapes(Writer target) {
        super(target);
    }

    @Override
    public void write(int character) throws IOException {
        switch (character) {
            case '<' -> out.write("&lt;");
            case '>' -> out.write("&gt;");
            case '&' -> out.write("&amp;");
            case '"' -> out.write("&quot;");
            case '\t', '\n', '\r' -> out.write("&#" + character + ";");
            default -> out.write(character);
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(characters[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        write(text.toCharArray(), offset, length);
    }
}
