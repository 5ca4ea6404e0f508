package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The exit codes of {@code mvn} itself, and that nothing is left of it either. */
@Tag("matrix")
@EnabledOnOs(OS.LINUX)
class MavenFaultsTest extends InLaboratory {

    @TestFactory
    Stream<DynamicTest> nothingIsLeftOfMaven() throws Exception {
        MavenRunner maven = new MavenRunner();
        Map<Trial, CompletableFuture<Outcome>> outcomes = new LinkedHashMap<>();
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
            Trial trial = Trial.of(fault, Moment.WHILE_TESTS_RUN).withMaven();
            outcomes.put(trial, laboratory.begin(trial, maven));
        }
        Trial twice = Trial.of(Fault.CONTROL_C, Moment.DURING_CLEANUP).withMaven();
        outcomes.put(twice, laboratory.begin(twice, maven));
        return outcomes.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey().title(), () -> {
                    Outcome outcome = entry.getValue().join();
                    assertEquals(List.of(), outcome.problems(), outcome::transcript);
                    assertEquals(Set.of(), outcome.survivors());
                }))
                .onClose(() -> {
                    try {
                        maven.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
