package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.simple.fixtures.NeedsEngine;
import dev.simple.matrix.ContainersInTrial.State;
import dev.simple.supervisor.Layer;
import java.util.List;
import java.util.Set;
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

    private static final List<Fault> FAULTS =
            List.of(Fault.CONTROL_C, Fault.TERMINATE, Fault.KILL, Fault.KILL_SUPERVISOR, Fault.KILL_BOTH);

    private static void nothingIsLeft(Fault fault, State state) throws Exception {
        try (ContainersInTrial trial = new ContainersInTrial(fault, state, Set.of())) {
            trial.awaitMoment();
            trial.strike();

            assertEquals(List.of(), trial.left(), trial.transcript());
            assertEquals(List.of(), trial.missing());
        }
    }

    @Test
    void nothingIsLeftWhenMavenIsKilled() throws Exception {
        nothingIsLeft(Fault.KILL, State.RUNNING);
    }

    @Tag("matrix")
    @TestFactory
    Stream<DynamicTest> nothingIsLeftInAnyCell() {
        return FAULTS.stream()
                .flatMap(fault -> Stream.of(State.values())
                        .map(state -> DynamicTest.dynamicTest(
                                fault.title() + ", " + state, () -> nothingIsLeft(fault, state))));
    }

    @Tag("matrix")
    @Test
    void somethingIsLeftWithoutTheSupervisorsSweep() throws Exception {
        try (ContainersInTrial trial = new ContainersInTrial(Fault.KILL, State.PAUSED, Set.of(Layer.CONTAINERS))) {
            trial.awaitMoment();
            trial.strike();

            assertFalse(trial.left().isEmpty());
        }
    }
}
