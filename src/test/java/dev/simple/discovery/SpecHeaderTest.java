package dev.simple.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.simple.config.Profiles;
import dev.simple.config.Refusal;
import dev.simple.config.UnitLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecHeaderTest {

    private static final UnitLimits SLOW = Profiles.BUILT_IN.require("slow", "a test");

    @TempDir
    private Path directory;

    private UnitLimits read(String... lines) throws IOException {
        return read(Profiles.BUILT_IN, lines);
    }

    private UnitLimits read(Profiles profiles, String... lines) throws IOException {
        return SpecHeader.read(Files.writeString(file(), String.join("\n", lines)), profiles);
    }

    private Path file() {
        return directory.resolve("net_spec.sh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# @Profile slow",
                "// @Profile slow",
                "-- @Profile slow",
                ";@Profile slow",
                "  #@Profile slow ",
                "% @Profile slow",
                "/* @Profile slow"
            })
    void choosesAProfileInTheCommentsOfManyLanguages(String line) throws IOException {
        assertEquals(SLOW, read("#!/bin/bash", "", line, "exit 0"));
    }

    @Test
    void ofAFileWithoutIsThatOfAllOthers() throws IOException {
        assertEquals(UnitLimits.NONE, read("#!/bin/bash", "exit 0"));
        assertEquals(SLOW, read(new Profiles(Profiles.BUILT_IN.byName(), "slow"), "exit 0"));
        assertEquals(UnitLimits.NONE, read(""));
    }

    @Test
    void hasSingleValuesThatCountBeforeItsProfile() throws IOException {
        assertEquals(
                new UnitLimits("slow", Duration.ofMinutes(10), 2L << 30, 2, true),
                read("# @Profile slow", "# @Timeout 600", "# @Memory 2g"));
        assertEquals(new UnitLimits(null, Duration.ofMinutes(3), 0, 1.5, true), read("# @Timeout 3m", "# @Cpus 1.5"));
    }

    @Test
    void endsBeforeTheFirstLineThatIsNoComment() throws IOException {
        assertEquals(UnitLimits.NONE, read("echo", "# @Profile slow"));
    }

    @Test
    void leavesOtherTagsAlone() throws IOException {
        assertEquals(UnitLimits.NONE, read("# @author somebody", "# @Test 5", "# mail me@Profile slow"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Profile slwo | Unknown profile slwo. Did you mean slow? It is asked for by @Profile in FILE; <profiles> in the plugin's configuration defines others.",
                "@Timout 600 | FILE: Unknown header Timout. Did you mean Timeout?",
                "@timeout 600 | FILE: Unknown header timeout. Did you mean Timeout?",
                "@Timeout soon | The value 'soon' of @Timeout in FILE is not a duration. Write a whole number and a unit, such as 500ms, 30s, 10m or 2h.",
                "@Timeout 0 | @Timeout in FILE is 0, which would end it at once.",
                "@Memory 2 | The value '2' of @Memory in FILE is not a size. Write a whole number and a unit, such as 64k, 512m or 2g.",
                "@Memory 0m | @Memory in FILE is 0, with which nothing runs.",
                "@Cpus many | The value 'many' of @Cpus in FILE is not a positive number. Write a number such as 1.0 or 2.5.",
            })
    void isAnErrorThatNamesTheFile(String header, String message) {
        assertEquals(message.replace("FILE", file().toString()), Refusal.of(() -> read("# " + header)));
    }

    @Test
    void isAnErrorIfItSaysTheSameTwice() {
        assertEquals(
                file() + " has the header @Memory twice. Leave one of them out.",
                Refusal.of(() -> read("# @Memory 1g", "# @Memory 2g")));
    }
}
