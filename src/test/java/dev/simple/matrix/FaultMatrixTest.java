package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Workload;
import dev.simple.supervisor.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whatever happens to a run, nothing is left of it. Each workload of each trial is a cell. */
@EnabledOnOs(OS.LINUX)
class FaultMatrixTest extends InLaboratory {

    /** What users do and what is hardest. */
    private static final Set<Fault> DAILY = EnumSet.of(Fault.CONTROL_C, Fault.KILL, Fault.KILL_SUPERVISOR);

    private static final Set<Fault> OF_THE_RUN = EnumSet.range(Fault.CONTROL_C, Fault.SEGMENTATION_FAULT);

    private static final Set<Fault> OF_SPEC_FILES = EnumSet.of(
            Fault.SUCCESS,
            Fault.FAILURE,
            Fault.CONTROL_C,
            Fault.TERMINATE,
            Fault.KILL,
            Fault.KILL_SUPERVISOR,
            Fault.KILL_BOTH);

    @TestFactory
    Stream<DynamicNode> nothingIsLeft() {
        return cells(DAILY.stream()
                .map(fault -> Trial.of(fault, Moment.WHILE_TESTS_RUN))
                .toList());
    }

    @Tag("long")
    @Tag("alone")
    @TestFactory
    Stream<DynamicNode> nothingIsLeftInAnyCell() throws IOException, InterruptedException {
        laboratory.prepare();
        List<Trial> trials = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            trials.add(Trial.of(fault, Moment.WHILE_TESTS_RUN));
        }
        for (Fault fault : OF_SPEC_FILES) {
            trials.add(Trial.of(fault, Moment.WHILE_TESTS_RUN).ofSpecFile());
        }
        for (Fault fault : OF_THE_RUN) {
            trials.add(Trial.of(fault, Moment.DURING_CLEANUP));
            trials.add(Trial.of(fault, Moment.BEFORE_THE_FIRST_WORKER));
            trials.add(Trial.of(fault, Moment.WHILE_THE_SUPERVISOR_STARTS));
        }
        // Nothing else keeps alive who looks for these.
        for (Fault fault : List.of(Fault.KILL, Fault.KILL_SUPERVISOR)) {
            trials.add(Trial.of(fault, Moment.WHILE_TESTS_RUN).with(Workload.HOPPING_AWAY));
        }
        trials.add(Trial.of(Fault.KILL_SUPERVISOR, Moment.WHILE_TESTS_RUN).with(Workload.HOPPING));
        trials.add(Trial.of(Fault.KILL_BOTH, Moment.WHILE_TESTS_RUN).with(Workload.HOPPING));
        // An ordinary user has no control group, and a machine may have none.
        trials.add(Trial.of(Fault.KILL_BOTH, Moment.WHILE_TESTS_RUN).without(EnumSet.of(Layer.CGROUP)));
        trials.add(Trial.of(Fault.KILL, Moment.WHILE_SUSPENDED));
        trials.add(Trial.of(Fault.HANGUP, Moment.WHILE_SUSPENDED));
        trials.add(Trial.of(Fault.KILL, Moment.DURING_THE_LAST_CLEANUP));
        trials.add(Trial.of(Fault.KILL_SUPERVISOR, Moment.DURING_THE_LAST_CLEANUP));
        if (Account.isRoot()) {
            for (Fault fault : OF_THE_RUN) {
                trials.add(Trial.of(fault, Moment.WHILE_TESTS_RUN).asOrdinaryUser());
            }
        }
        return cells(trials);
    }

    /** Linux before 5.3, or an engine of containers that does not let the calls through. */
    @Tag("long")
    @Tag("alone")
    @TestFactory
    Stream<DynamicNode> nothingIsLeftWithoutHandlesOfProcesses() {
        return Stream.of(Fault.SUCCESS, Fault.CONTROL_C, Fault.KILL, Fault.KILL_SUPERVISOR)
                .map(fault -> Trial.of(fault, Moment.WHILE_TESTS_RUN).in("without pidfd"))
                .map(trial -> container(
                        trial,
                        laboratory.begin(trial, Account.onOlderKernel()).thenApply(FaultMatrixTest::hasNoHandles)))
                .toList()
                .stream();
    }

    private static Outcome hasNoHandles(Outcome outcome) {
        assertTrue(outcome.transcript().contains("without pidfd"), outcome::transcript);
        return outcome;
    }

    private Stream<DynamicNode> cells(List<Trial> trials) {
        return trials.stream().map(trial -> container(trial, laboratory.begin(trial))).toList().stream();
    }

    private static DynamicNode container(Trial trial, CompletableFuture<Outcome> outcome) {
        List<DynamicTest> tests = new ArrayList<>();
        trial.workloads()
                .forEach(workload -> tests.add(DynamicTest.dynamicTest(workload.title(), () -> {
                    Outcome.Cell cell = outcome.join().cells().get(workload);
                    assertEquals(List.of(), cell == null ? List.of("nothing was seen of it") : cell.left());
                })));
        tests.add(DynamicTest.dynamicTest("the run itself", () -> {
            assertEquals(
                    List.of(),
                    outcome.join().problems(),
                    () -> "The runner printed: " + outcome.join().transcript());
        }));
        return DynamicContainer.dynamicContainer(trial.title(), tests);
    }
}
