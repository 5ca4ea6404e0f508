package it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PackagedIT {

    @Test
    void seesWhatWasPackaged() {
        String origin = Answer.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        assertTrue(origin.endsWith("integration-test-as-extension-replaces-failsafe-1.jar"), origin);
    }
}
