package dev.simple.report;

import java.io.IOException;
import java.io.Writer;

/**
 * Lets only characters through that XML 1.0 allows. Every other one, control characters and lone surrogates among them,
 * becomes U+FFFD, as does what is not UTF-8.
 */
final class XmlCharacters extends Writer {

    static final char REPLACEMENT = '\uFFFD';

    private final Writer target;
    private char high;

    XmlCharacters(Writer target) {
        this.target = target;
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            write(characters[i]);
        }
    }

    private void write(char character) throws IOException {
        if (Character.isLowSurrogate(character) && high != 0) {
            target.write(new char[] {high, character});
            high = 0;
            return;
        }
        finish();
        if (Character.isHighSurrogate(character)) {
            high = character;
        } else {
            target.write(isLegal(character) ? character : REPLACEMENT);
        }
    }

    /** Ends the text: a high surrogate that nothing followed is a lone one. */
    void finish() throws IOException {
        if (high != 0) {
            high = 0;
            target.write(REPLACEMENT);
        }
    }

    private static boolean isLegal(char character) {
        return character >= ' '
                ? !Character.isSurrogate(character) && character < '\uFFFE'
                : character == '\t' || character == '\n' || character == '\r';
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    @Override
    public void close() throws IOException {
        finish();
        target.close();
    }
}
