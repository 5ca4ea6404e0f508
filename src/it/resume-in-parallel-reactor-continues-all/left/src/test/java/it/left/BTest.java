package it.left;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BTest {

    @Test
    void waitsUntilItIsResumed() throws InterruptedException {
        if (!Boolean.getBoolean("maven.resumed")) {
            new CountDownLatch(1).await();
        }
    }
}
