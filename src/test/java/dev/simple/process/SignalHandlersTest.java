package dev.simple.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Waiting;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** With a signal that changes nothing for this JVM. */
@DisabledOnOs(OS.WINDOWS)
class SignalHandlersTest {

    private static final String SIGNAL = "WINCH";

    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();

    private List<String> seenAfterOne() throws Exception {
        seen.clear();
        new ProcessBuilder(
                        "kill",
                        "-" + SIGNAL,
                        Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
        // It comes last.
        Waiting.until(Waiting.LONG, "the signal", () -> seen.contains("handler"));
        return List.copyOf(seen);
    }

    private Runnable observe(String name) {
        return SignalHandlers.observe(SIGNAL, () -> seen.add(name)).orElseThrow();
    }

    @Test
    void areObservedUntilThatIsUndoneInAnyOrder() throws Exception {
        assertTrue(SignalHandlers.install(SIGNAL, () -> seen.add("handler")));
        Runnable first = observe("first");
        Runnable second = observe("second");
        assertEquals(List.of("second", "first", "handler"), seenAfterOne());

        first.run();
        assertEquals(List.of("second", "handler"), seenAfterOne());

        Runnable third = observe("third");
        third.run();
        assertEquals(List.of("second", "handler"), seenAfterOne());

        second.run();
        assertEquals(List.of("handler"), seenAfterOne());
    }

    @Test
    void areNotObservedIfNothingWouldBeDoneAboutThem() {
        assertEquals(Optional.empty(), SignalHandlers.observe("URG", () -> seen.add("observer")));
    }
}
