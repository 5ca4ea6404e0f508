package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;

class MockedTest {

    static final class Last {
        int number() {
            return 1;
        }
    }

    @Test
    void mocksAFinalClass() {
        Last last = mock(Last.class);
        when(last.number()).thenReturn(2);
        assertEquals(2, last.number());
    }
}
