package it;

import org.junit.jupiter.api.Test;

class CoveredIT {

    @Test
    void calls() {
        Covered.byAnIntegrationTest();
    }
}
