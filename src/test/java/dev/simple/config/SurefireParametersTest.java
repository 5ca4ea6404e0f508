package dev.simple.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SurefireParametersTest {

    @Test
    void knowsTheParametersAndPropertiesOfSurefiresDescriptor() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("surefire-3.6.1-parameters.txt")) {
            assertNotNull(file);
            Set<String> expected = new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toSet());
            assertEquals(
                    expected,
                    SurefireParameters.all().stream()
                            .map(SurefireParametersTest::line)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void namesNoParameterTwice() {
        List<String> names =
                SurefireParameters.all().stream().map(SurefireParameter::name).toList();
        assertEquals(Set.copyOf(names).size(), names.size());
    }

    @Test
    void saysWhatHasNoEffectAndWhy() {
        assertEquals(
                List.of(
                        "Surefire has no parameter forkCounts; it has no effect.",
                        "Surefire's forkNode has no effect here: the channel to the workers is fixed.",
                        "Surefire's tempDir has no effect here: the run's temporary files are beside its reports, and are"
                                + " deleted at its end."),
                PluginParameters.SUREFIRE.notices(Set.of("tempDir", "forkNode", "forkCounts", "argLine", "includes")));
    }

    private static String line(SurefireParameter parameter) {
        return parameter.property() == null ? parameter.name() : parameter.name() + " " + parameter.property();
    }
}
