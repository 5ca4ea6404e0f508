package it;

import static org.junit.Assert.assertEquals;

import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameter;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public class IndexedTest {

    @Parameters(name = "{index}: twice {0}")
    public static Object[] numbers() {
        return new Object[] {1, 2, 3};
    }

    @Parameter
    public int number;

    @Test
    public void computes() {
        assertEquals(number * 2, number + number);
    }

    @Test
    public void other() {}
}
