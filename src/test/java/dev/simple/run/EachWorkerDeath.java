package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.model.RunResult;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A test of each way in which a worker in a container dies: a fixture, the exit code, and what is said of the cause. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@CsvSource(
        delimiter = '|',
        value = {
            "ExitFixture       | 7   | exited with code 7, because System.exit was called",
            "HaltFixture       | 9   | exited with code 9 in the middle of its work",
            "KillFixture       | 137 | was killed with SIGKILL (exit code 137)",
        })
@interface EachWorkerDeath {

    /** The run of such a fixture and of one that passes. */
    final class Check {

        private Check() {}

        static void diesAlone(SampleRun run, int exitCode, String cause) throws IOException {
            RunResult result = run.execute();

            assertEquals(1, result.counts().errors());
            assertTrue(run.events.verdicts().contains("SecondFixture.passes=PASSED"));
            assertEquals(exitCode, result.crashes().get(0).exitCode());
            assertTrue(result.crashes().get(0).cause().contains(cause), result.crashes()::toString);
        }
    }
}
