package it;

import org.junit.jupiter.api.Test;

class SlowContractTest {

    @Test
    void isKept() {}
}
