package dev.simple.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PluginParametersTest {

    @Test
    void knowsTheParametersAndPropertiesOfFailsafesDescriptor() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("failsafe-3.6.1-parameters.txt")) {
            assertNotNull(file);
            Set<String> expected = new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toSet());
            assertEquals(
                    expected,
                    PluginParameters.FAILSAFE.all().stream()
                            .map(parameter -> parameter.property() == null
                                    ? parameter.name()
                                    : parameter.name() + " " + parameter.property())
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void namesThePropertyOfEither() {
        assertEquals("test", PluginParameters.SUREFIRE.property("test"));
        assertEquals("it.test", PluginParameters.FAILSAFE.property("test"));
        assertEquals("simple.timeout", PluginParameters.FAILSAFE.property("timeout"));
        assertNull(PluginParameters.FAILSAFE.property("summaryFile"));
    }

    @Test
    void speaksOfThePluginThatIsMeant() {
        assertEquals(
                List.of("Failsafe has no parameter forkCounts; it has no effect."),
                PluginParameters.FAILSAFE.notices(Set.of("forkCounts", "skipITs", "summaryFiles")));
        assertEquals(
                List.of("Surefire has no parameter skipITs; it has no effect."),
                PluginParameters.SUREFIRE.notices(Set.of("skipITs")));
    }
}
