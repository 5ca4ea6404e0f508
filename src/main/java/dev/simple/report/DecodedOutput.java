package dev.simple.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns UTF-8 bytes into characters for a writer, chunk by chunk; what is not UTF-8 becomes U+FFFD. */
final class DecodedOutput extends OutputStream {

    private final Writer target;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13);
    private final CharBuffer characters = CharBuffer.allocate(1 << 13);

    DecodedOutput(Writer target) {
        this.target = target;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        int written = 0;
        while (written < length) {
            int chunk = Math.min(bytes.remaining(), length - written);
            bytes.put(source, offset + written, chunk);
            written += chunk;
            decode(false);
        }
    }

    /** Ends the text: bytes of an unfinished character become U+FFFD. */
    void finish() throws IOException {
        decode(true);
        decoder.reset();
    }

    private void decode(boolean end) throws IOException {
        bytes.flip();
        CoderResult result;
        do {
            result = decoder.decode(bytes, characters, end);
            target.write(characters.array(), 0, characters.position());
            characters.clear();
        } while (result.isOverflow());
        bytes.compact();
    }
}
