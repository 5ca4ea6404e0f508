package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.simple.maven.KeptVerdict.Reason;
import java.util.List;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class KeptVerdictTest {

    @Test
    void comesOutOfTheFileAsItWentIn() {
        for (Reason reason : Reason.values()) {
            KeptVerdict verdict = new KeptVerdict(reason, "a: b\nc");
            assertEquals(verdict, KeptVerdict.parse(verdict.text()));
        }
    }

    @Test
    void failsTheBuildWithTheExceptionThatItWasMadeOf() {
        for (AbstractMojoExecutionException e : List.of(
                new ResourceShutdownException("short of memory"),
                new MojoExecutionException("broken"),
                new MojoFailureException("crashed"))) {
            KeptVerdict verdict = KeptVerdict.parse(KeptVerdict.of(e).text());
            Exception thrown = assertThrows(AbstractMojoExecutionException.class, verdict::fail);
            assertSame(e.getClass(), thrown.getClass());
            assertEquals(e.getMessage(), thrown.getMessage());
        }
    }

    @Test
    void givesWayToAGraverOne() {
        KeptVerdict failures = new KeptVerdict(Reason.TEST_FAILURES, "1");
        KeptVerdict crash = new KeptVerdict(Reason.NEVER_IGNORED, "2");
        KeptVerdict shutdown = new KeptVerdict(Reason.RESOURCE_SHUTDOWN, "3");

        assertEquals(crash, KeptVerdict.graver(failures, crash));
        assertEquals(crash, KeptVerdict.graver(crash, failures));
        assertEquals(shutdown, KeptVerdict.graver(crash, shutdown));
        assertEquals(failures, KeptVerdict.graver(null, failures));
        assertEquals(failures, KeptVerdict.graver(failures, new KeptVerdict(Reason.TEST_FAILURES, "4")));
    }
}
