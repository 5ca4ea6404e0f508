package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalculatorTest {

    private final Calculator calculator = new Calculator();

    @Test
    void showsZeroAtFirst() {
        assertEquals(0, calculator.display());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "-5, 5, 0", "20, 22, 42"})
    void adds(long first, long second, long sum) {
        assertEquals(sum, calculator.enter(first).add(second).display());
    }

    @Test
    void refusesToDivideByZero() {
        assertThrows(ArithmeticException.class, () -> calculator.enter(1).divideBy(0));
    }
}
