package dev.simple.tap;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines after a test's line that belong to it: comments, and a block of YAML. They are kept as they are; of the YAML
 * only single values are understood, those that say why the test failed and how long it took.
 */
final class Diagnostics {

    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_MESSAGE = 8 * 1024;
    private static final int MAX_MESSAGE_LINES = 20;
    private static final Pattern KEY = Pattern.compile("(\\w+):\\s*(.*)");
    private static final Pattern BLOCK = Pattern.compile("[|>][+-]?\\d?");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");

    private final StringBuilder text = new StringBuilder();
    private final List<String> yaml = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();

    void add(String line) {
        if (text.length() < MAX_CHARACTERS) {
            text.append(line, 0, Math.min(line.length(), MAX_CHARACTERS)).append('\n');
        }
    }

    void addComment(String line) {
        add(line);
        if (comments.size() < MAX_MESSAGE_LINES) {
            comments.add(line.strip().substring(1).strip());
        }
    }

    /** @param line without the indentation of its block */
    void addYaml(String indentation, String line) {
        if (text.length() < MAX_CHARACTERS) {
            yaml.add(line);
        }
        add(indentation + line);
    }

    String text() {
        return text.toString();
    }

    /** Why the test failed, null if nothing tells. */
    @Nullable
    String message() {
        String value = value("message");
        if (value == null) {
            // The name that Node.js uses.
            value = value("error");
        }
        String commented = String.join("\n", comments).strip();
        String message = value == null ? commented : value;
        return message.isEmpty() ? null : message.substring(0, Math.min(message.length(), MAX_MESSAGE));
    }

    /** How long the test took, null if nothing tells. */
    @Nullable
    Duration duration() {
        String milliseconds = value("duration_ms");
        return milliseconds == null || !MILLISECONDS.matcher(milliseconds).matches()
                ? null
                : Duration.ofNanos(
                        new BigDecimal(milliseconds).movePointRight(6).longValue());
    }

    private @Nullable String value(String key) {
        for (int i = 0; i < yaml.size(); i++) {
            Matcher entry = KEY.matcher(yaml.get(i));
            if (entry.matches() && entry.group(1).equals(key)) {
                String value = entry.group(2).strip();
                String scalar = BLOCK.matcher(value).matches() ? block(i + 1) : unquoted(value);
                return scalar.isEmpty() ? null : scalar;
            }
        }
        return null;
    }

    private String block(int first) {
        List<String> lines = new ArrayList<>();
        for (String line : yaml.subList(first, yaml.size())) {
            if (!line.isBlank() && !line.startsWith(" ")) {
                break;
            }
            lines.add(line.strip());
        }
        return String.join("\n", lines).strip();
    }

    private static String unquoted(String value) {
        if (value.length() >= 2 && value.startsWith("'") && value.endsWith("'")) {
            return value.substring(1, value.length() - 1).replace("''", "'");
        }
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
            return value.substring(1, value.length() - 1)
                    .replace("\\\"", "\"")
                    .replace("\\n", "\n")
                    .replace("\\\\", "\\");
        }
        return value;
    }
}
