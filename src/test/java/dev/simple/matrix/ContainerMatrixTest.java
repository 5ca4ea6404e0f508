package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.NeedsEngine;
import dev.simple.matrix.ContainersInTrial.State;
import dev.simple.supervisor.Layer;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whatever happens to a run, nothing is left of it in the container engine, and what is not its own is not touched. */
@NeedsEngine
@EnabledOnOs(OS.LINUX)
class ContainerMatrixTest {

    /** Most of a trial is waiting for what must not appear. */
    private static final int AT_ONCE = 3;

    private static final Map<Fault, Set<State>> CELLS = new LinkedHashMap<>();

    static {
        Set<State> seenByTheEngineOnly = EnumSet.of(State.PAUSED, State.RESTARTING);
        CELLS.put(Fault.CONTROL_C, EnumSet.complementOf(EnumSet.copyOf(seenByTheEngineOnly)));
        CELLS.put(Fault.HANGUP, EnumSet.of(State.RUNNING));
        CELLS.put(Fault.TERMINATE, EnumSet.allOf(State.class));
        CELLS.put(Fault.KILL, EnumSet.allOf(State.class));
        CELLS.put(Fault.KILL_GROUP, EnumSet.of(State.RUNNING));
        CELLS.put(Fault.SEGMENTATION_FAULT, EnumSet.of(State.RUNNING));
        CELLS.put(Fault.KILL_SUPERVISOR, EnumSet.allOf(State.class));
        CELLS.put(Fault.KILL_BOTH, EnumSet.allOf(State.class));
    }

    private record Seen(
            List<String> left, List<String> missing, int exitCode, int expectedExitCode, String transcript) {

        void assertThatNothingIsLeft() {
            assertEquals(List.of(), left, transcript);
            assertEquals(List.of(), missing);
            assertEquals(expectedExitCode, exitCode, transcript);
        }
    }

    private static Seen seen(Account account, Fault fault, State state) throws Exception {
        try (ContainersInTrial trial = new ContainersInTrial(account, fault, state, Set.of())) {
            trial.awaitMoment();
            trial.strike();
            if (fault == Fault.KILL_BOTH) {
                trial.runNext();
            }
            return new Seen(
                    trial.left(), trial.missing(), trial.exitCode(), trial.expectedExitCode(), trial.transcript());
        }
    }

    @Test
    void nothingIsLeftWhenMavenIsKilled() throws Exception {
        seen(Account.own(), Fault.KILL, State.RUNNING).assertThatNothingIsLeft();
    }

    @Tag("long")
    @Tag("alone")
    @TestFactory
    Stream<DynamicTest> nothingIsLeftInAnyCell() throws Exception {
        Account account = Account.archived("containers", Map.of("runner.image", LocalEngine.javaImage()));
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Map<String, Future<Seen>> cells = new LinkedHashMap<>();
        CELLS.forEach((fault, states) -> states.forEach(
                state -> cells.put(fault.title() + ", " + state, threads.submit(() -> seen(account, fault, state)))));
        return cells.entrySet().stream()
                .map(cell -> DynamicTest.dynamicTest(
                        cell.getKey(), () -> cell.getValue().get().assertThatNothingIsLeft()))
                .onClose(threads::shutdown);
    }

    @Tag("long")
    @Tag("alone")
    @Test
    void somethingIsLeftWithoutTheSupervisorsSweep() throws Exception {
        try (ContainersInTrial trial =
                new ContainersInTrial(Account.own(), Fault.KILL, State.RUNNING, Set.of(Layer.CONTAINERS))) {
            trial.awaitMoment();
            trial.strike();

            assertFalse(trial.left().isEmpty());
        }
    }
}
