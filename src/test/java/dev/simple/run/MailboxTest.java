package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailboxTest {

    @AfterEach
    void takeBackTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void mayBeClosedAsOftenAsAnyoneLikes() {
        Mailbox mailbox = new Mailbox();

        mailbox.close();
        mailbox.close();
        mailbox.close();

        assertThrows(RunStoppedException.class, () -> mailbox.deliver(Duration.ZERO, letter -> {}));
    }

    @Test
    void stopsTheRunThatWaitsWhenItIsClosed() {
        Mailbox mailbox = new Mailbox();
        Thread closer = new Thread(mailbox::close);
        closer.start();

        assertThrows(RunStoppedException.class, () -> {
            while (true) {
                mailbox.deliver(Waiting.LONG.dividedBy(100), letter -> {});
            }
        });
    }

    @Test
    void stopsTheRunWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThrows(RunStoppedException.class, () -> new Mailbox().deliver(Duration.ofSeconds(1), letter -> {}));
        assertTrue(Thread.currentThread().isInterrupted());
    }
}
