package it;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** For the run that is killed. */
class WaitingFixture {

    @Test
    void waitsForEverWithItsContainer() throws InterruptedException {
        Containers.sleeping().start();
        new CountDownLatch(1).await();
    }
}
