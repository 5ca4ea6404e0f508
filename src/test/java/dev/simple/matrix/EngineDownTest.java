package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.fixtures.NeedsEngine;
import dev.simple.fixtures.OwnEngine;
import dev.simple.matrix.ContainersInTrial.State;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With the engine down, nobody can remove anything. The next run does, when it is up again. */
@Tag("long")
@NeedsEngine(own = true)
class EngineDownTest {

    @ParameterizedTest
    @EnumSource(names = {"KILL", "TERMINATE"})
    void theNextRunRemovesWhatAnEngineHasKeptThatWasDown(Fault fault) throws Exception {
        try (OwnEngine engine = OwnEngine.start();
                ContainersInTrial trial = new ContainersInTrial(fault, State.RUNNING, engine)) {
            trial.awaitMoment();
            engine.kill();
            trial.strike();
            trial.awaitEndOfRunner();
            engine.begin();
            assertEquals(
                    List.of("container", "network", "volume"),
                    trial.found().stream()
                            .map(found -> found.split(" ", 2)[0])
                            .distinct()
                            .toList(),
                    "what the engine has kept");

            trial.runNext();

            assertEquals(List.of(), trial.left(), trial.transcript());
            assertEquals(List.of(), trial.missing());
        }
    }
}
