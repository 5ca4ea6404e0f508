package it;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WaitingIT {

    @Test
    void waitsUntilItIsResumed() throws InterruptedException {
        if (!Boolean.getBoolean("maven.resumed")) {
            new CountDownLatch(1).await();
        }
    }
}
