package dev.simple.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code argLine} and the like: one text with all arguments, in which quotes hold blanks together. */
public final class ArgumentLine {

    private static final Pattern LATE_PROPERTY = Pattern.compile("@\\{([^}]*)}");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s");

    private ArgumentLine() {}

    /**
     * Replaces late properties in {@code argLine}, then splits it. A property's value may hold several arguments; it is
     * not searched for properties again.
     *
     * @param properties the values for <code>@{name}</code> at this moment; null counts as empty
     * @throws ConfigurationException if a quote is not closed
     */
    public static List<String> split(String text, Function<String, @Nullable String> properties) {
        return split("argLine", replace(text, properties));
    }

    /**
     * Splits a text. Line breaks and tabs are blanks, within quotes too. A quote right after a backslash is an ordinary
     * character, and the backslash stays.
     *
     * @param setting what the user knows the text as
     * @throws ConfigurationException if a quote is not closed
     */
    public static List<String> split(String setting, String text) {
        String line = WHITE_SPACE.matcher(text).replaceAll(" ");
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        char quote = 0;
        char previous = ' ';
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            boolean isQuote = (character == '"' || character == '\'') && previous != '\\';
            if (quote != 0 && isQuote && character == quote) {
                quote = 0;
            } else if (quote == 0 && isQuote) {
                quote = character;
            } else if (quote == 0 && character == ' ') {
                addUnlessEmpty(arguments, argument);
            } else {
                argument.append(character);
            }
            previous = character;
        }
        if (quote != 0) {
            throw new ConfigurationException(
                    "%s opens a quote that it does not close: %s. Close it with %s, or write the character inside the other kind of quotes."
                            .formatted(setting, line.strip(), quote));
        }
        addUnlessEmpty(arguments, argument);
        return arguments;
    }

    private static String replace(String text, Function<String, @Nullable String> properties) {
        return LATE_PROPERTY.matcher(text).replaceAll(match -> {
            String value = properties.apply(match.group(1));
            return value == null ? "" : Matcher.quoteReplacement(value);
        });
    }

    /** An empty argument would be taken for the name of the main class, so that quotes around nothing are nothing. */
    private static void addUnlessEmpty(List<String> arguments, StringBuilder argument) {
        if (!argument.isEmpty()) {
            arguments.add(argument.toString());
            argument.setLength(0);
        }
    }
}
