package dev.simple.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.NeedsEngine;
import dev.simple.model.Leak;
import dev.simple.model.LeakKind;
import dev.simple.model.RunEvent;
import dev.simple.model.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What tests create in a container engine and leave there. */
@NeedsEngine
class ContainerLeaksTest {

    @TempDir
    private Path directory;

    private final String name = "leak-" + Long.toHexString(System.nanoTime());
    private String image = "";

    @BeforeEach
    void makeImage() {
        image = LocalEngine.shellImage();
    }

    @AfterEach
    void removeWhatIsLeft() {
        LocalEngine.remove(name);
    }

    private SampleRun run(String... fixtures) {
        SampleRun run = new SampleRun(directory, fixtures)
                .property("fixture.name", name)
                .property("fixture.image", image);
        ForkedJvm.dockerJava().forEach(run::classPath);
        return run;
    }

    @Tag("long")
    @Test
    void isRemovedAndReportedWithItsClass() throws IOException {
        SampleRun run =
                run("FirstFixture", "ContainerLeakingFixture", "SecondFixture").engine(LocalEngine.ADDRESS);

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems(), () -> run.events.problem("ContainerLeakingFixture"));
        assertEquals(List.of(), LocalEngine.named(name));
        Map<String, LeakKind> found = new TreeMap<>();
        for (Leak leak : result.leaks()) {
            found.put(leak.commandLine(), leak.kind());
            assertTrue(leak.ended());
            assertTrue(leak.classNames().contains("dev.simple.fixtures.ContainerLeakingFixture"), leak::toString);
            assertEquals(List.of(1), leak.workers());
        }
        assertEquals(
                Map.of(
                        name + "-cli (image " + image + ")", LeakKind.CONTAINER,
                        name + "-java (image " + image + ")", LeakKind.CONTAINER,
                        name + "-network", LeakKind.NETWORK,
                        name + "-volume", LeakKind.VOLUME),
                found);
        assertEquals(1, run.events.all(RunEvent.ProcessesLeftBehind.class).size());
    }

    @Test
    void isAttributedToASpecFile() throws IOException {
        String start = "docker run -d --init --network none --name " + name + " " + image + " sleep 1000";
        SampleRun run = run().engine(LocalEngine.ADDRESS)
                .forks(2)
                .spec("leaks.sh", "setsid sh -c '" + start + "'")
                .spec("passes.sh", "exit 0");

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems(), () -> run.events.problem("leaks.sh"));
        assertEquals(List.of(), LocalEngine.named(name));
        assertEquals(
                List.of(List.of("leaks.sh")),
                result.leaks().stream().map(Leak::classNames).toList());
    }

    @Test
    void staysAndIsToldIfItsClientGoesAroundTheProxy() throws IOException {
        String create = " create --network none --name " + name;
        SampleRun run = run().engine(LocalEngine.ADDRESS)
                .spec(
                        "creates.sh",
                        "docker" + create + "-through " + image + " sh",
                        "docker -H " + LocalEngine.ADDRESS + create + "-around " + image + " sh");

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems(), () -> run.events.problem("creates.sh"));
        assertEquals(List.of(name + "-around"), LocalEngine.named(name));
        String notices = run.events.all(RunEvent.Notice.class).toString();
        assertTrue(notices.contains(name + "-around (image " + image + ")"), notices);
        assertFalse(notices.contains("-through"), notices);
    }

    @Tag("long")
    @Test
    void staysIfTheEngineIsNotServed() throws IOException {
        SampleRun run = run("ContainerLeakingFixture").environment("DOCKER_HOST", LocalEngine.ADDRESS);

        run.execute();

        assertEquals(4, LocalEngine.named(name).size());
    }

    @Tag("long")
    @Test
    void staysIfTheUserHasSetAnAddress() throws IOException {
        SampleRun run = run("ContainerLeakingFixture")
                .engine(LocalEngine.ADDRESS)
                .environment("DOCKER_HOST", LocalEngine.ADDRESS);

        run.execute();

        assertEquals(4, LocalEngine.named(name).size());
    }

    @Test
    void engineIsNotAskedForAnythingIfNoTestUsesIt() throws IOException {
        SampleRun run = run("FirstFixture").engine("unix://" + directory.resolve("missing"));

        RunResult result = run.execute();

        assertEquals(0, result.counts().problems());
        assertEquals(List.of(), run.events.all(RunEvent.Notice.class));
    }
}
