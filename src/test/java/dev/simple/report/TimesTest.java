package dev.simple.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "1, 0.001 s",
        "286, 0.286 s",
        "9999, 9.999 s",
        "10000, 10.00 s",
        "12345, 12.35 s",
        "99999, 100.00 s",
        "100000, 100.0 s",
        "999949, 999.9 s",
        "1000000, 1000 s",
        "7261500, 7262 s"
    })
    void showsFourDigitsOfElapsedTimeAsSurefireDoes(long milliseconds, String expected) {
        assertEquals(expected, Times.elapsed(Duration.ofMillis(milliseconds)));
    }

    @Test
    void treatsAClockThatWasSetBackAsNoTime() {
        assertEquals("0 s", Times.elapsed(Duration.ofMillis(-5)));
        assertEquals("0.0", Times.attribute(Duration.ofMillis(-5)));
        assertEquals("0 s", Times.rough(Duration.ofMillis(-5)));
    }

    @ParameterizedTest
    @CsvSource({"59, 59 s", "60, 1 min", "80, 1 min 20 s", "3600, 1 h", "7380, 2 h 3 min"})
    void roundsForPeopleWhoWait(long seconds, String expected) {
        assertEquals(expected, Times.rough(Duration.ofSeconds(seconds)));
    }
}
