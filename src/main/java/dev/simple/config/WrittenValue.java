package dev.simple.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a setting as the user wrote it. Each method reads it as one form and throws a
 * {@link ConfigurationException} that names the setting, the value and the form if it is not written so.
 */
public record WrittenValue(String setting, String text) {

    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h)");
    private static final Map<String, Long> NANOSECONDS =
            Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);
    private static final String DURATION_FORM = "Write a whole number and a unit, such as 500ms, 30s, 10m or 2h.";

    private static final Pattern SIZE = Pattern.compile("(\\d+)([kmg])");
    private static final Map<String, Long> BYTES = Map.of("k", 1L << 10, "m", 1L << 20, "g", 1L << 30);
    private static final String SIZE_FORM = "Write a whole number and a unit, such as 64k, 512m or 2g.";

    private static final Pattern PER_PROCESSOR = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)C");
    private static final String FORK_COUNT_FORM =
            "Write how many there are, such as 3, or how many for each processor, such as 1C or 0.5C.";

    /** A duration such as {@code 500ms}, {@code 30s}, {@code 10m} or {@code 2h}; its nanoseconds fit into a long. */
    public Duration duration() {
        return Duration.ofNanos(scaled(DURATION, NANOSECONDS, "duration", DURATION_FORM));
    }

    /** A number of bytes such as {@code 64k}, {@code 512m} or {@code 2g}. */
    public long size() {
        return scaled(SIZE, BYTES, "size", SIZE_FORM);
    }

    /** A percentage from 1 to 100. */
    public int percentage() {
        int percent = number("percentage", "Write a whole number from 1 to 100, such as 80.");
        if (percent < 1 || percent > 100) {
            throw malformed("percentage", "Write a whole number from 1 to 100, such as 80.");
        }
        return percent;
    }

    /** A number that is not negative. */
    public int wholeNumber() {
        return number("whole number", "Write a number such as 0, 1 or 512.");
    }

    /** A whole number that may be negative, and large. */
    public long integer() {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw malformed("whole number", "Write a number such as 5 or -1234567890123.");
        }
    }

    /** A number of seconds, without a unit. */
    public Duration seconds() {
        return Duration.ofSeconds(number("number of seconds", "Write a whole number without a unit, such as 30."));
    }

    /** A number that may have a fraction and is more than zero. */
    public double decimal() {
        String value = text.strip();
        if (value.matches("\\d{1,9}(\\.\\d{1,9})?") && Double.parseDouble(value) > 0) {
            return Double.parseDouble(value);
        }
        throw malformed("positive number", "Write a number such as 1.0 or 2.5.");
    }

    /** True or false. */
    public boolean flag() {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw malformed("switch", "Write true or false.");
        };
    }

    /**
     * A number of forks, given as such or for each processor. Less than one fork in all is still one.
     *
     * @return 0 only if it is written as nothing, which under Surefire means: in Maven's own JVM
     */
    public int forkCount(int processors) {
        Matcher perProcessor = PER_PROCESSOR.matcher(text.strip());
        if (!perProcessor.matches()) {
            return number("fork count", FORK_COUNT_FORM);
        }
        double count = Double.parseDouble(perProcessor.group(1)) * processors;
        if (count > Integer.MAX_VALUE) {
            throw malformed("fork count", FORK_COUNT_FORM);
        }
        return count > 0 ? Math.max((int) count, 1) : 0;
    }

    ConfigurationException malformed(String kind, String form) {
        String article = "aeiou".indexOf(kind.charAt(0)) < 0 ? "a" : "an";
        return new ConfigurationException(
                "The value '%s' of %s is not %s %s. %s".formatted(text, setting, article, kind, form));
    }

    private long scaled(Pattern pattern, Map<String, Long> units, String kind, String form) {
        Matcher matcher = pattern.matcher(text.strip());
        if (!matcher.matches()) {
            throw malformed(kind, form);
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), units.getOrDefault(matcher.group(2), 1L));
        } catch (NumberFormatException | ArithmeticException e) {
            throw malformed(kind, form);
        }
    }

    private int number(String kind, String form) {
        String value = text.strip();
        if (!value.matches("\\d+")) {
            throw malformed(kind, form);
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw malformed(kind, form);
        }
    }
}
