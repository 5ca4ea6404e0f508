package dev.simple.spawn;

import dev.simple.protocol.SupervisorRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Tells the supervisor that this JVM is well, and ends a supervisor that gives no answer. */
final class SupervisorPulse {

    private final SupervisorProcess supervisor;
    private final Duration longestSilence;
    /** Nothing beats any more once it is stopped, which may be before it has begun. */
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(
            1, Deliveries.daemons("simple-beats"), new ThreadPoolExecutor.DiscardPolicy());

    private final AtomicLong lastBeat = new AtomicLong(System.nanoTime());
    /** Nanoseconds in which beats were not answered. */
    private final AtomicLong silence = new AtomicLong();

    SupervisorPulse(SupervisorProcess supervisor, Duration longestSilence) {
        this.supervisor = supervisor;
        this.longestSilence = longestSilence;
    }

    /** From now on does this at a fixed rate. */
    void start(Duration rate, Runnable beat) {
        Future<?> unused = timer.scheduleAtFixedRate(beat, rate.toMillis(), rate.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        timer.shutdownNow();
    }

    /** The supervisor has said something. */
    void heard() {
        silence.set(0);
    }

    void beat() {
        long now = System.nanoTime();
        // The time in which the machine slept counts little.
        long step = Math.min(now - lastBeat.getAndSet(now), longestSilence.toNanos() / 3);
        if (silence.addAndGet(step) > longestSilence.toNanos()) {
            supervisor.kill("gave no answer for more than " + longestSilence.toSeconds() + " s");
            return;
        }
        try {
            supervisor.send(new SupervisorRequest.Beat());
        } catch (IOException e) {
            // The end of its pipe tells more.
        }
    }
}
