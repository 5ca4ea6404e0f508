package dev.simple.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

    @ParameterizedTest
    @CsvSource({
        "slow,slow,0",
        "slow,slwo,1",
        "slow,slo,1",
        "slo,slow,1",
        "slow,snow,1",
        "slow,fast,4",
        "'',slow,4",
        "slow,'',4",
        "slow,lsow,1",
        "slow,lswo,2",
        "timeout,tmeuot,2"
    })
    void countsInsertionsDeletionsReplacementsAndSwaps(String from, String to, int expected) {
        assertEquals(expected, EditDistance.between(from, to));
    }
}
