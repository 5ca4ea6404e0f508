package dev.simple.report;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Splits a CDATA section in two where its text has the characters that end one. */
final class CdataEscapes extends FilterWriter {

    private int brackets;

    CdataEscapes(Writer target) {
        super(target);
    }

    @Override
    public void write(int character) throws IOException {
        if (character == '>' && brackets >= 2) {
            out.write("]]><![CDATA[");
        }
        brackets = character == ']' ? brackets + 1 : 0;
        out.write(character);
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
