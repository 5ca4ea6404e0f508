package dev.simple.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.fixtures.ForkedJvm;
import dev.simple.run.ResumingProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is killed again and again, at moments that nobody chose, and resumed until it is done. How often in all is set with
 * the system property {@code matrix.kills}.
 */
@EnabledOnOs(OS.LINUX)
class KilledAndResumedTest {

    private static final int KILLS = Integer.getInteger("matrix.kills", 15);
    private static final Pattern TEST = Pattern.compile("<testcase name=\"([^\"]*)\" classname=\"([^\"]*)\"");

    private static final List<String> FIXTURES = List.of(
            "DisabledFixture",
            "FailingFixture",
            "FirstFixture",
            "FourthFixture",
            "KindsFixture",
            "LargeTextFixture",
            "PrintingFixture",
            "SecondFixture",
            "SurroundingsFixture",
            "TaggedFixture",
            "ThirdFixture");

    @TempDir
    private Path directory;

    private static Process start(Path directory) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(directory.toString()));
        arguments.addAll(FIXTURES);
        return ForkedJvm.command(List.of(), ResumingProgram.class, arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** All tests of all reports, a test that is there twice twice. */
    private static List<String> tests(Path directory) throws IOException {
        List<String> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.resolve("reports"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".xml"))
                    .sorted()
                    .toList()) {
                TEST.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(tests::add);
            }
        }
        return tests;
    }

    @Test
    @Tag("long")
    @Tag("alone")
    void everyTestHasOneVerdictInTheEnd() throws Exception {
        Path whole = Files.createDirectory(directory.resolve("whole"));
        String verdict = last(start(whole));
        List<String> tests = tests(whole);
        Set<String> kinds = new TreeSet<>();
        Random random = new Random(20261124);
        int kills = 0;
        for (int round = 1; kills < KILLS; round++) {
            Path killed = Files.createDirectory(directory.resolve("killed" + round));
            int before = kills;
            Process run = start(killed);
            while (killsAfter(random.nextInt(40), random.nextInt(3_000_000), run, kinds)) {
                kills++;
                run = start(killed);
            }
            assertEquals(verdict, last(run), "after " + (kills - before) + " kills");
            assertEquals(tests, tests(killed));
        }
        System.out.println(kills + " kills, after " + kinds);
    }

    /** Kills a run after some events and a moment, unless it was faster: false then. */
    private static boolean killsAfter(int events, int nanos, Process run, Set<String> kinds) throws Exception {
        BufferedReader lines = run.inputReader();
        String event = "start";
        for (int i = 0; i < events; i++) {
            lines.mark(1 << 16);
            String line = lines.readLine();
            if (line == null || line.startsWith("tests ")) {
                lines.reset();
                return false;
            }
            event = line;
        }
        LockSupport.parkNanos(nanos);
        run.destroyForcibly().waitFor();
        kinds.add(event);
        return true;
    }

    /** What a run says in the end. */
    private static String last(Process run) throws Exception {
        String all = run.inputReader().lines().collect(Collectors.joining("\n"));
        run.waitFor();
        return all.substring(all.lastIndexOf('\n') + 1);
    }
}
