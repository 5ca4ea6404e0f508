package dev.simple.maven;

import static dev.simple.maven.SampleBuild.element;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.simple.config.PluginParameters;
import dev.simple.config.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SettingReaderTest {

    private final Xpp3Dom own = new Xpp3Dom("configuration");
    private final Xpp3Dom surefire = new Xpp3Dom("configuration");
    private SampleBuild build = new SampleBuild(Path.of(""));

    @BeforeEach
    void createBuild(@TempDir Path directory) {
        build = new SampleBuild(directory);
    }

    /** Every set of places in which a setting can be made, and the one that counts. */
    static Stream<Arguments> places() {
        List<String> ranks = List.of("own configuration", "command line", "Surefire", "project property");
        return IntStream.range(0, 16).mapToObj(set -> {
            List<String> places = IntStream.range(0, 4)
                    .filter(place -> (set & (1 << place)) != 0)
                    .mapToObj(ranks::get)
                    .toList();
            return Arguments.of(places, places.isEmpty() ? null : places.get(0));
        });
    }

    @ParameterizedTest(name = "set in {0}: takes that of {1}")
    @MethodSource("places")
    void takesASettingFromTheNearestPlace(List<String> places, @Nullable String expected) {
        boolean inOwn = places.contains("own configuration");
        // What Maven makes of a parameter that is not configured.
        own.addChild(element("argLine", inOwn ? "own configuration" : "${argLine}"));
        if (places.contains("command line")) {
            build.userProperties.setProperty("argLine", "command line");
        }
        if (places.contains("Surefire")) {
            surefire.addChild(element("argLine", "Surefire"));
        }
        if (places.contains("project property")) {
            build.project.getProperties().setProperty("argLine", "project property");
        }

        assertEquals(expected, reader().text("argLine"));
    }

    @Test
    void findsASettingUnderItsPropertyName() {
        build.userProperties.setProperty("maven.test.skip", "true");
        build.userProperties.setProperty("simple.timeout", "5m");

        assertEquals(true, reader().flag("skip", false));
        assertEquals("5m", reader().text("timeout"));
    }

    @Test
    void takesABlankValueAsNone() {
        surefire.addChild(element("argLine", "  "));

        assertNull(reader().text("argLine"));
    }

    @Test
    void readsListsInBothForms() {
        Xpp3Dom includes = new Xpp3Dom("includes");
        includes.addChild(element("include", " **/A*.java "));
        includes.addChild(element("include", "**/B*.java, **/C*.java"));
        surefire.addChild(includes);
        build.userProperties.setProperty("surefire.excludes", "D, E ,");

        assertEquals(List.of("**/A*.java", "**/B*.java, **/C*.java"), reader().list("includes"));
        assertEquals(List.of("D", "E"), reader().list("excludes"));
        assertEquals(List.of(), reader().list("additionalClasspathElements"));
    }

    @Test
    void readsMapsInBothForms() {
        Xpp3Dom old = new Xpp3Dom("systemProperties");
        old.addChild(property(element("name", "a.b"), element("value", "1")));
        old.addChild(element("c", "2"));
        old.addChild(new Xpp3Dom("empty"));
        surefire.addChild(old);

        assertEquals(Map.of("a.b", "1", "c", "2", "empty", ""), reader().map("systemProperties"));
    }

    @Test
    void refusesAPropertyWithoutAName() {
        Xpp3Dom old = new Xpp3Dom("systemProperties");
        old.addChild(property(new Xpp3Dom("name"), element("value", "1")));
        surefire.addChild(old);

        assertEquals(
                "A <property> of systemProperties has no name. Write "
                        + "<property><name>...</name><value>...</value></property>.",
                Refusal.of(() -> reader().map("systemProperties")));
    }

    @Test
    void keepsAForkNumberThatStandsAlone() {
        Xpp3Dom variables = new Xpp3Dom("systemPropertyVariables");
        variables.addChild(element("port", "${surefire.forkNumber}"));
        variables.addChild(element("unknown", "${nothing.of.this.name}"));
        surefire.addChild(variables);

        assertEquals(Map.of("port", "${surefire.forkNumber}", "unknown", ""), reader().map("systemPropertyVariables"));
    }

    @Test
    void namesTheSettingWhoseValueIsMalformed() {
        surefire.addChild(element("reuseForks", "perhaps"));
        surefire.addChild(element("skipAfterFailureCount", "-1"));

        assertEquals(
                "The value 'perhaps' of reuseForks is not a switch. Write true or false.",
                Refusal.of(() -> reader().flag("reuseForks", true)));
        assertEquals(
                "The value '-1' of skipAfterFailureCount is not a whole number. Write a number such as 0, 1 or 512.",
                Refusal.of(() -> reader().number("skipAfterFailureCount", 0)));
    }

    private SettingReader reader() {
        return new SettingReader(own, surefire, build.userProperties, PluginParameters.SUREFIRE, build::evaluate);
    }

    private static Xpp3Dom property(Xpp3Dom... children) {
        Xpp3Dom property = new Xpp3Dom("property");
        Stream.of(children).forEach(property::addChild);
        return property;
    }
}
