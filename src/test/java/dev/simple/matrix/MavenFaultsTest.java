package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The exit codes of {@code mvn} itself, and that nothing is left of it either. */
@Tag("long")
@Tag("alone")
@EnabledOnOs(OS.LINUX)
class MavenFaultsTest extends InLaboratory {

    private final List<MavenRunner> runners = new ArrayList<>();

    @AfterAll
    void deleteRepositories() throws IOException {
        for (MavenRunner runner : runners) {
            runner.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLeftOfMaven() throws Exception {
        List<Trial> trials = new ArrayList<>();
        for (Fault fault : List.of(
                Fault.SUCCESS,
                Fault.FAILURE,
                Fault.LIMIT,
                Fault.CONTROL_C,
                Fault.TERMINATE,
                Fault.HANGUP,
                Fault.KILL,
                Fault.KILL_GROUP,
                Fault.KILL_SUPERVISOR,
                Fault.KILL_BOTH,
                Fault.SEGMENTATION_FAULT)) {
            trials.add(Trial.of(fault, Moment.WHILE_TESTS_RUN).in("Maven on the PATH"));
        }
        trials.add(Trial.of(Fault.CONTROL_C, Moment.DURING_CLEANUP).in("Maven on the PATH"));
        trials.add(Trial.of(Fault.CONTROL_C, Moment.WHILE_THE_SUPERVISOR_STARTS).in("Maven on the PATH"));
        trials.add(Trial.of(Fault.KILL_SUPERVISOR, Moment.WHILE_THE_SUPERVISOR_STARTS)
                .in("Maven on the PATH"));
        return begin(new MavenRunner("mvn"), trials);
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLeftOfModulesThatAreBuiltAtTheSameTime() throws Exception {
        List<Trial> trials = Stream.of(Fault.SUCCESS, Fault.CONTROL_C, Fault.KILL, Fault.KILL_GROUP)
                .map(fault -> Trial.of(fault, Moment.WHILE_TESTS_RUN).in("Maven on the PATH, -T2"))
                .toList();
        return begin(MavenRunner.ofTwoModules("mvn"), trials);
    }

    /** What depends on how Maven itself ends. */
    @TestFactory
    Stream<DynamicTest> nothingIsLeftOfOtherVersions() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path maven : Mavens.unpacked()) {
            List<Trial> trials = Stream.of(Fault.LIMIT, Fault.CONTROL_C, Fault.TERMINATE, Fault.HANGUP)
                    .map(fault -> Trial.of(fault, Moment.WHILE_TESTS_RUN).in("Maven " + Mavens.version(maven)))
                    .toList();
            tests.addAll(
                    begin(new MavenRunner(Mavens.executable(maven)), trials).toList());
        }
        return tests.stream();
    }

    private Stream<DynamicTest> begin(MavenRunner maven, List<Trial> trials) {
        runners.add(maven);
        Map<Trial, CompletableFuture<Outcome>> outcomes = new LinkedHashMap<>();
        trials.forEach(trial -> outcomes.put(trial, laboratory.begin(trial, maven)));
        return outcomes.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey().title(), () -> {
                    Outcome outcome = entry.getValue().join();
                    assertEquals(List.of(), outcome.problems(), outcome::transcript);
                    assertEquals(Set.of(), outcome.survivors());
                }));
    }
}
