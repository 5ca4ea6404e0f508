package dev.simple.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first lines of an HTTP message, up to the empty one.
 *
 * @param text as it was received
 * @param firstLine of a request or a response
 * @param fields the lines between the first and the empty one
 */
record HttpHead(String text, String firstLine, List<String> fields) {

    private static final Pattern LINE_END = Pattern.compile("\r?\n");

    /** Reads one. Who reads it later, in the engine, also takes lines that end without a carriage return. */
    static HttpHead of(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        List<String> lines = List.of(LINE_END.split(text.stripTrailing(), -1));
        return new HttpHead(text, lines.get(0), lines.subList(1, lines.size()));
    }

    /** The value of a field, null if there is none. */
    @Nullable
    String field(String name) {
        return fields.stream()
                .filter(line -> hasName(line, name))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    private static boolean hasName(String line, String name) {
        return line.length() > name.length()
                && line.charAt(name.length()) == ':'
                && line.regionMatches(true, 0, name, 0, name.length());
    }

    private String lowerCaseField(String name) {
        String value = field(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }

    boolean isChunked() {
        return lowerCaseField("Transfer-Encoding").contains("chunked");
    }

    /** The length of the body as it was announced, -1 if it was not. */
    long length() {
        try {
            return Long.parseLong(lowerCaseField("Content-Length"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    boolean expectsContinue() {
        return lowerCaseField("Expect").contains("100-continue");
    }

    boolean hasMethod(String method) {
        return firstLine.startsWith(method + " ");
    }

    /** The path of a request, decoded; empty if there is none. */
    String path() {
        String[] words = firstLine.split(" ", -1);
        try {
            String path = words.length < 2 ? null : new URI(words[1]).getPath();
            return path == null ? "" : path;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /** The status of a response, 0 if this is none. */
    int status() {
        String[] words = firstLine.split(" ", -1);
        try {
            return words.length < 2 || !words[0].startsWith("HTTP/") ? 0 : Integer.parseInt(words[1]);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Where the body of a response ends. */
    HttpBody responseBody(boolean toHead) {
        int status = status();
        if (toHead || status == 204 || status == 304) {
            return HttpBody.ofLength(0);
        }
        return isChunked() ? HttpBody.inChunks() : length() >= 0 ? HttpBody.ofLength(length()) : HttpBody.endless();
    }

    /** Where the body of a request ends. */
    HttpBody requestBody() {
        return isChunked() ? HttpBody.inChunks() : HttpBody.ofLength(Math.max(0, length()));
    }

    /** The same without some fields, with another. */
    HttpHead with(Set<String> without, String field) {
        List<String> kept = new ArrayList<>(fields.stream()
                .filter(line -> without.stream().noneMatch(name -> hasName(line, name)))
                .toList());
        kept.add(field);
        return new HttpHead(firstLine + "\r\n" + String.join("\r\n", kept) + "\r\n\r\n", firstLine, kept);
    }

    byte[] bytes() {
        return text.getBytes(ISO_8859_1);
    }

    /** Collects the bytes of a head as they come. */
    static final class Reader {

        /** What servers accept. */
        private static final int LONGEST = 1 << 20;

        private byte[] bytes = new byte[1024];
        private int size;

        /**
         * Takes a byte.
         *
         * @return the head if this was its last byte
         */
        @Nullable
        HttpHead add(byte b) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * size);
            }
            bytes[size++] = b;
            if (b != '\n' || !isEmptyLine()) {
                return null;
            }
            HttpHead head = of(Arrays.copyOf(bytes, size));
            bytes = new byte[1024];
            size = 0;
            return head;
        }

        private boolean isEmptyLine() {
            int before = size - 2;
            if (before >= 0 && bytes[before] == '\r') {
                before--;
            }
            return before >= 0 && bytes[before] == '\n';
        }

        boolean isTooLong() {
            return size > LONGEST;
        }

        boolean isEmpty() {
            return size == 0;
        }

        /** What came of one that is not complete, and will not be. */
        byte[] takeAll() {
            byte[] all = Arrays.copyOf(bytes, size);
            size = 0;
            return all;
        }
    }
}
