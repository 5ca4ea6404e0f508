package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.Workload;
import dev.simple.supervisor.Layer;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Without one of the layers something survives: the layer is needed, and the matrix would find survivors. */
@Tag("long")
@Tag("alone")
@EnabledOnOs(OS.LINUX)
class ControlsTest extends InLaboratory {

    private record Control(Set<Layer> without, Fault fault, Set<Workload> survivors) {}

    @TestFactory
    Stream<DynamicTest> somethingSurvivesWithout() {
        Set<Workload> scrubbed = EnumSet.of(Workload.SCRUBBED_DAEMON);
        // A control group catches what is not adopted, where one can be made.
        Set<Layer> unadopted = EnumSet.of(Layer.ADOPTION, Layer.CGROUP);
        return Stream.of(
                new Control(unadopted, Fault.SUCCESS, scrubbed),
                new Control(unadopted, Fault.KILL, scrubbed),
                new Control(unadopted, Fault.KILL_SUPERVISOR, scrubbed),
                new Control(unadopted, Fault.KILL_BOTH, scrubbed),
                new Control(
                        EnumSet.of(Layer.MARK, Layer.ADOPTION, Layer.CGROUP),
                        Fault.KILL_BOTH,
                        EnumSet.of(Workload.DAEMON, Workload.SCRUBBED_DAEMON)),
                new Control(EnumSet.of(Layer.CGROUP, Layer.NOTES), Fault.KILL_BOTH, scrubbed),
                new Control(Set.of(Layer.SESSION), Fault.KILL_GROUP, EnumSet.allOf(Workload.class)),
                new Control(Set.of(Layer.NATIVE), Fault.KILL, scrubbed),
                new Control(
                        Set.of(Layer.NATIVE),
                        Fault.KILL_GROUP,
                        EnumSet.of(Workload.DAEMON, Workload.SCRUBBED_DAEMON, Workload.HOLDING_STDOUT)))
                .map(this::test)
                .toList()
                .stream();
    }

    @TestFactory
    DynamicTest somethingSurvivesWithoutJanitor() {
        return test(
                Trial.of(Fault.KILL_BOTH, Moment.WHILE_TESTS_RUN).withoutJanitor(),
                EnumSet.of(Workload.CHILD, Workload.ORPHAN, Workload.DAEMON, Workload.SCRUBBED_DAEMON));
    }

    private DynamicTest test(Control control) {
        return test(
                Trial.of(control.fault(), Moment.WHILE_TESTS_RUN)
                        .with(Workload.values())
                        .without(control.without()),
                control.survivors());
    }

    private DynamicTest test(Trial trial, Set<Workload> survivors) {
        CompletableFuture<Outcome> outcome = laboratory.begin(trial);
        return DynamicTest.dynamicTest(
                trial.title(),
                () -> assertTrue(
                        outcome.join().survivors().containsAll(survivors),
                        () -> "Nothing but this survived: " + outcome.join().survivors()));
    }
}
