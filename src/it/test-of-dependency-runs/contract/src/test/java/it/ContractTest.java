package it;

import org.junit.jupiter.api.Test;

class ContractTest {

    @Test
    void isKept() {}
}
