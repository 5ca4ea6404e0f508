package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private final Calculator calculator = new Calculator();

    @Test
    void isZeroAtFirst() {
        assertEquals(0, calculator.enter(7).recall().display());
    }

    @Nested
    class AfterStoring {

        @BeforeEach
        void store() {
            calculator.enter(42).store();
        }

        @Test
        void recallsTheNumber() {
            assertEquals(42, calculator.enter(7).recall().display());
        }

        @Test
        void keepsTheNumberWhenCalculating() {
            assertEquals(42, calculator.add(1).recall().display());
        }
    }
}
