package dev.simple.config;

import java.util.List;

/** How the value of a setting is written. */
public enum SettingForm {
    TEXT,
    FLAG,
    DURATION,
    SIZE,
    PERCENTAGE,
    WHOLE_NUMBER,
    DECIMAL,
    EXECUTION_MODE,
    LEAK_POLICY;

    /**
     * Checks a value without using it.
     *
     * @throws ConfigurationException if it is not written in this form
     */
    public void check(WrittenValue value) {
        switch (this) {
            case FLAG -> value.flag();
            case DURATION -> value.duration();
            case SIZE -> value.size();
            case PERCENTAGE -> value.percentage();
            case WHOLE_NUMBER -> value.wholeNumber();
            case DECIMAL -> value.decimal();
            case EXECUTION_MODE ->
                checkOneOf(value, "execution mode", List.of("process", "container", "container-seq"));
            case LEAK_POLICY -> checkOneOf(value, "leak policy", List.of("report", "fail", "ignore"));
            case TEXT -> checkNotBlank(value);
        }
    }

    private static void checkNotBlank(WrittenValue value) {
        if (value.text().isBlank()) {
            throw new ConfigurationException(
                    "The value of %s is empty. Write a value, or leave the setting out.".formatted(value.setting()));
        }
    }

    private static void checkOneOf(WrittenValue value, String kind, List<String> allowed) {
        if (!allowed.contains(value.text().strip())) {
            String last = allowed.get(allowed.size() - 1);
            String others = String.join(", ", allowed.subList(0, allowed.size() - 1));
            throw value.malformed(kind, "Write " + others + " or " + last + ".");
        }
    }
}
