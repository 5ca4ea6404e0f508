package dev.simple.worker;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.simple.fixtures.Waiting;
import org.junit.jupiter.api.Test;

class ClassGateTest {

    private final ClassGate gate = new ClassGate();

    private Thread entering(boolean nested) {
        Thread thread = new Thread(() -> gate.enter(nested));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void assertEnters(Thread thread) throws InterruptedException {
        thread.join(Waiting.LONG.toMillis());
        assertFalse(thread.isAlive(), "It still waits at the gate.");
    }

    private static void assertWaits(Thread thread) {
        Waiting.until(Waiting.LONG, "a thread that waits", () -> thread.getState() == Thread.State.WAITING);
    }

    @Test
    void admitsAClassWithinAnotherThatCouldNotFinishWhileItWaits() throws InterruptedException {
        gate.admit(1);
        gate.enter(false);

        assertEnters(entering(true));
    }

    @Test
    void admitsNoClassWithinAnotherWhileTheRunnerWantsNone() throws InterruptedException {
        gate.enter(false);
        gate.admit(0);
        Thread nested = entering(true);
        assertWaits(nested);

        gate.admit(1);

        assertEnters(nested);
    }

    @Test
    void admitsAClassOnceAnotherHasLeft() throws InterruptedException {
        gate.admit(1);
        gate.enter(false);
        gate.enterAgain();
        Thread second = entering(false);
        assertWaits(second);
        gate.leave();
        assertWaits(second);

        gate.leave();

        assertEnters(second);
    }
}
