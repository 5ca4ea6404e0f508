package dev.simple.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenValueTest {

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "10m,PT10M", "2h,PT2H", "0s,PT0S", "' 30s ',PT30S", "2562047h,PT2562047H"})
    void readsDurations(String text, Duration expected) {
        assertEquals(expected, value(text).duration());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "30", "s", "-1s", "1.5s", "1 s", "1d", "30S", "2562048h", "9223372036854775808ms", "１s"})
    void refusesOtherDurations(String text) {
        assertMalformed(text, WrittenValue::duration, "duration. Write a whole number and a unit, such as 500ms,");
    }

    @ParameterizedTest
    @CsvSource({"64k,65536", "512m,536870912", "2g,2147483648", "0m,0", "8589934591g,9223372035781033984"})
    void readsSizes(String text, long expected) {
        assertEquals(expected, value(text).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "512", "m", "-1m", "1.5g", "512mb", "8589934592g", "99999999999999999999k"})
    void refusesOtherSizes(String text) {
        assertMalformed(text, WrittenValue::size, "size. Write a whole number and a unit, such as 64k, 512m or 2g.");
    }

    @Test
    void readsPercentages() {
        assertEquals(1, value("1").percentage());
        assertEquals(100, value("100").percentage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "-5", "80%", "0.8", "99999999999"})
    void refusesOtherPercentages(String text) {
        assertMalformed(text, WrittenValue::percentage, "percentage. Write a whole number from 1 to 100, such as 80.");
    }

    @ParameterizedTest
    @CsvSource({"3,3", "0,0", "1C,4", "1.5C,6", "0.3C,1", "0.1C,1", "0C,0", ".5C,2", "2.C,8", "' 2 ',2", "007,7"})
    void readsForkCountsForFourProcessors(String text, int expected) {
        assertEquals(expected, value(text).forkCount(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "C", ".C", "1.5", "1c", "-1C", "1e3C", "NaNC", "2147483648", "999999999C", "two"})
    void refusesOtherForkCounts(String text) {
        assertMalformed(text, value -> value.forkCount(4), "fork count. Write how many there are, such as 3,");
    }

    @Test
    void readsSecondsWithoutAUnit() {
        assertEquals(Duration.ofSeconds(30), value("30").seconds());
        assertMalformed("30s", WrittenValue::seconds, "number of seconds. Write a whole number without a unit");
        assertMalformed("-1", WrittenValue::seconds, "number of seconds.");
        assertMalformed("2147483648", WrittenValue::seconds, "number of seconds.");
    }

    @Test
    void readsNumbersAndSwitches() {
        assertEquals(512, value("512").wholeNumber());
        assertEquals(1.5, value("1.5").decimal());
        assertTrue(value("true").flag());
        assertMalformed("yes", WrittenValue::flag, "switch. Write true or false.");
        assertMalformed("0.0", WrittenValue::decimal, "positive number.");
        assertMalformed("1,5", WrittenValue::decimal, "positive number.");
        assertMalformed("many", WrittenValue::wholeNumber, "whole number.");
    }

    private static WrittenValue value(String text) {
        return new WrittenValue("simple.some", text);
    }

    private static void assertMalformed(String text, Function<WrittenValue, Object> reading, String ending) {
        String message = Refusal.of(() -> reading.apply(value(text)));
        String expected = "The value '" + text + "' of simple.some is not a " + ending;
        assertTrue(message.startsWith(expected), message);
    }
}
