package dev.simple.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Waiting;
import dev.simple.process.ProcessEntry;
import dev.simple.process.ProcessTable;
import dev.simple.process.Signaller;
import dev.simple.protocol.SupervisorRequest.Spawn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Real processes, in an environment that is seen or is not. */
@EnabledOnOs(OS.LINUX)
class MarkTrialTest {

    private static final String COOKIE = "SIMPLE_SPAWN_trial";

    /** Puts other words before the command, to see what becomes of the mark then. */
    private static final class Wrapper implements Launcher {

        private final Launcher launcher = new PortableLauncher(() -> {});
        private final List<String> before;
        private final List<Long> started = new ArrayList<>();

        Wrapper(String... before) {
            this.before = List.of(before);
        }

        @Override
        public long start(Spawn spawn) throws IOException {
            List<String> command =
                    Stream.concat(before.stream(), spawn.command().stream()).toList();
            long pid = launcher.start(
                    new Spawn(0, command, "/", spawn.environment(), List.of(), "/dev/null", "/dev/null", 0, 0, 0));
            started.add(pid);
            return pid;
        }

        @Override
        public List<Exit> exits() {
            return launcher.exits();
        }

        @Override
        public boolean hasChildren() {
            return launcher.hasChildren();
        }

        @Override
        public void killGroups(Collection<ProcessEntry> processes) {
            launcher.killGroups(processes);
        }
    }

    private Wrapper launcher = new Wrapper();

    @AfterEach
    void nothingIsLeftOfIt() {
        launcher.started.forEach(pid -> assertFalse(Waiting.isAlive(pid), "The process of the trial is left."));
    }

    private boolean holds(Map<String, String> environment) {
        ProcessTable table = new ProcessTable();
        return MarkTrial.holds(launcher, table, Signaller.best(table), environment, COOKIE);
    }

    @Test
    void holdsIfTheMarkIsSeen() {
        assertTrue(holds(Map.of(COOKIE, "0")));
        assertEquals(1, launcher.started.size());
    }

    @Test
    void failsIfTheMarkWasNotGiven() {
        assertFalse(holds(Map.of()));
        assertEquals(1, launcher.started.size());
    }

    @Test
    void failsIfTheEnvironmentIsEmptied() {
        launcher = new Wrapper("env", "-i");

        assertFalse(holds(Map.of(COOKIE, "0")));
        assertEquals(1, launcher.started.size());
    }

    @Test
    void failsIfNothingCanBeStarted() {
        launcher = new Wrapper("/no/such/program");

        assertFalse(holds(Map.of(COOKIE, "0")));
        assertEquals(List.of(), launcher.started);
    }
}
