package dev.simple.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdoptionsTest {

    private static Duration rest(Duration look) {
        return Duration.ofNanos(Adoptions.rest(look.toNanos()));
    }

    @Test
    void takeHalfAPercentOfACore() {
        assertEquals(Duration.ofMillis(400), rest(Duration.ofMillis(2)));
    }

    @Test
    void areLookedForAgainSoonAfterALookThatHadToWaitForTheProcessors() {
        assertEquals(Duration.ofSeconds(5), rest(Duration.ofMillis(150)));
        assertEquals(Duration.ofSeconds(5), rest(Duration.ofMinutes(1)));
    }
}
