package dev.simple.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/** How durations are written. */
public final class Times {

    private Times() {}

    /** Surefire's form, in seconds: four digits where that is possible, and a bare 0 for no time at all. */
    static String elapsed(Duration duration) {
        float seconds = seconds(duration);
        if (seconds <= 0) {
            return "0 s";
        }
        String pattern = seconds < 10 ? "0.000" : seconds < 100 ? "0.00" : seconds < 1000 ? "0.0" : "0";
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(seconds) + " s";
    }

    /** The XML report's form: seconds without a unit, which is a valid {@code xs:float}. */
    static String attribute(Duration duration) {
        return String.valueOf(seconds(duration));
    }

    /** For people who wait: whole seconds, then minutes, then hours. */
    public static String rough(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
        }
        long minutes = seconds / 60;
        return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }

    // A float of milliseconds as Surefire has it, so that rounding agrees to the last digit.
    private static float seconds(Duration duration) {
        return Math.max(0, duration.toMillis()) / 1000f;
    }
}
