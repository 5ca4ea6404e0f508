package dev.simple.report;

import dev.simple.model.UnitName;

/** A line in the colours of Maven's default theme, with the escape sequences in the form that Jansi gives them. */
final class StyledText {

    enum Style {
        STRONG("1"),
        SUCCESS("1;32"),
        WARNING("1;33"),
        FAILURE("1;31");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    private static final String ESCAPE = "\u001b[";

    private final boolean colour;
    private final StringBuilder text = new StringBuilder();
    private boolean styled;

    StyledText(boolean colour) {
        this.colour = colour;
    }

    static String of(boolean colour, Style style, String part) {
        return new StyledText(colour).add(style, part).toString();
    }

    StyledText add(String part) {
        reset();
        text.append(part);
        return this;
    }

    StyledText add(Style style, String part) {
        if (colour) {
            text.append(ESCAPE).append(styled ? "0;" : "").append(style.code).append('m');
            styled = true;
        }
        text.append(part);
        return this;
    }

    /** Adds the name of a class or a spec file with its package or directory plain and the rest strong. */
    StyledText addClassName(String className) {
        int simpleName = UnitName.startOfSimpleName(className);
        return add(className.substring(0, simpleName)).add(Style.STRONG, className.substring(simpleName));
    }

    private void reset() {
        if (styled) {
            text.append(ESCAPE).append('m');
            styled = false;
        }
    }

    @Override
    public String toString() {
        reset();
        return text.toString();
    }
}
