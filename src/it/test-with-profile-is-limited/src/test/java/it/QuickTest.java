package it;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class QuickTest {

    @Test
    void hangs() throws Exception {
        TimeUnit.MINUTES.sleep(10);
    }
}
