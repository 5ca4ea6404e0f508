package dev.simple.maven.platform;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformPlannerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
# project                                                                          | added                                                        | left out
# Jupiter: api and engine
api 5.4.2, jupiter 5.4.2, engine 1.4.2, commons 1.4.2, opentest4j 1.1.1            | launcher 1.4.2                                               | ""
api 5.4.2, jupiter 5.4.2, engine 1.4.2, commons 1.4.2, opentest4j 1.1.1            | launcher 1.4.2                                               | ""
api 5.9.3, jupiter 5.9.3, engine 1.9.3, commons 1.9.3, opentest4j 1.2.0            | launcher 1.9.3                                               | ""
api 5.13.4, jupiter 5.13.4, engine 1.13.4, commons 1.13.4, opentest4j 1.3.0        | launcher 1.13.4                                              | ""
api 5.14.0-M1, jupiter 5.14.0-M1, engine 1.14.0-M1, commons 1.14.0-M1, opentest4j 1.3.0 | launcher 1.14.0-M1                                      | ""
api 6.0.3, jupiter 6.0.3, engine 6.0.3, commons 6.0.3, opentest4j 1.3.0            | launcher 6.0.3                                               | ""
api 6.1.3, jupiter 6.1.3, engine 6.1.3, commons 6.1.3, opentest4j 1.3.0            | launcher 6.1.3                                               | ""
# everything is there
api 6.1.3, jupiter 6.1.3, engine 6.1.3, commons 6.1.3, opentest4j 1.3.0, launcher 6.1.3 | ""                                                      | ""
# Jupiter: api only
api 5.4.2, commons 1.4.2, opentest4j 1.1.1                                         | engine 1.4.2, jupiter 5.4.2, launcher 1.4.2                  | ""
api 5.14.4, commons 1.14.4, opentest4j 1.3.0                                       | engine 1.14.4, jupiter 5.14.4, launcher 1.14.4               | ""
api 6.1.3, commons 6.1.3, opentest4j 1.3.0                                         | engine 6.1.3, jupiter 6.1.3, launcher 6.1.3                  | ""
api 5.14.4                                                                         | commons 1.14.4, engine 1.14.4, jupiter 5.14.4, launcher 1.14.4, opentest4j 1.3.0 | ""
# JUnit 4
junit 4.12                                                                         | commons 1.14.4, engine 1.14.4, launcher 1.14.4, opentest4j 1.3.0, vintage 5.14.4 | ""
junit 4.13.2                                                                       | commons 1.14.4, engine 1.14.4, launcher 1.14.4, opentest4j 1.3.0, vintage 5.14.4 | ""
~junit 4.13.2                                                                      | commons 1.14.4, engine 1.14.4, launcher 1.14.4, opentest4j 1.3.0, vintage 5.14.4 | ""
junit 4.13.2, vintage 5.9.3, engine 1.9.3, commons 1.9.3, opentest4j 1.2.0         | launcher 1.9.3                                               | ""
junit 4.13.2, api 5.9.3, jupiter 5.9.3, engine 1.9.3, commons 1.9.3, opentest4j 1.2.0 | launcher 1.9.3, vintage 5.9.3                             | ""
junit 4.13.2, api 6.1.3, commons 6.1.3, opentest4j 1.3.0                           | engine 6.1.3, jupiter 6.1.3, launcher 6.1.3, vintage 6.1.3   | ""
# TestNG
testng 6.14.3                                                                      | commons 1.14.4, engine 1.14.4, launcher 1.14.4, opentest4j 1.3.0, testng-engine 1.1.0 | ""
testng 7.10.2                                                                      | commons 1.14.4, engine 1.14.4, launcher 1.14.4, opentest4j 1.3.0, testng-engine 1.1.0 | ""
testng 7.10.2, testng-engine 1.0.5, engine 1.9.3, commons 1.9.3, opentest4j 1.2.0  | launcher 1.9.3                                               | ""
testng 7.10.2, junit 4.13.2                                                        | commons 1.14.4, engine 1.14.4, launcher 1.14.4, opentest4j 1.3.0, testng-engine 1.1.0, vintage 5.14.4 | ""
testng 7.10.2, api 6.1.3, jupiter 6.1.3, engine 6.1.3, commons 6.1.3, opentest4j 1.3.0 | launcher 6.1.3, testng-engine 1.1.0                      | ""
# another engine
spock 2.3, engine 1.9.0, commons 1.9.0, opentest4j 1.2.0                           | launcher 1.9.0                                               | ""
# a launcher that some library brought
api 5.10.2, jupiter 5.10.2, engine 1.10.2, commons 1.10.2, launcher 1.9.1, opentest4j 1.3.0 | launcher 1.10.2                                     | launcher 1.9.1
api 5.13.4, commons 1.13.4, engine 1.13.4, launcher 1.11.0, opentest4j 1.3.0       | jupiter 5.13.4, launcher 1.13.4                              | launcher 1.11.0
api 5.9.3, jupiter 5.9.3, engine 1.9.3, commons 1.9.3, launcher 1.10.2, opentest4j 1.3.0 | launcher 1.9.3                                         | launcher 1.10.2
# a platform of mixed versions
api 5.10.2, jupiter 5.10.2, engine 1.9.3, commons 1.10.2, opentest4j 1.3.0         | engine 1.10.2, launcher 1.10.2                               | engine 1.9.3
api 5.10.2, jupiter 5.10.2, engine 1.10.2, commons 1.9.3, opentest4j 1.3.0         | commons 1.10.2, launcher 1.10.2                              | commons 1.9.3
api 5.11.4, jupiter 5.11.4, engine 1.10.2, commons 1.10.2, opentest4j 1.3.0        | commons 1.11.4, engine 1.11.4, launcher 1.11.4               | commons 1.10.2, engine 1.10.2
""")
    void addsWhatIsMissing(String project, String added, String leftOut) {
        PlatformPlan plan = PlatformPlanner.plan(Jars.of(project), Jars.of(""));

        assertAll(
                () -> assertEquals(added, Jars.text(plan.required())),
                () -> assertEquals(leftOut, Jars.files(plan.leftOut())),
                () -> assertEquals("", Jars.files(plan.given())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
# project                                            | this plugin's dependencies                                   | added                         | given                                     | left out
api 5.9.3, commons 1.9.3, opentest4j 1.2.0           | jupiter 5.9.3, engine 1.9.3, api 5.9.3, commons 1.9.3        | launcher 1.9.3                | engine 1.9.3, jupiter 5.9.3               | ""
api 5.9.3, commons 1.9.3, opentest4j 1.2.0           | jupiter 5.10.2, engine 1.10.2, api 5.10.2, commons 1.10.2    | launcher 1.10.2               | api 5.10.2, commons 1.10.2, engine 1.10.2, jupiter 5.10.2 | api 5.9.3, commons 1.9.3
api 5.13.4, jupiter 5.13.4, engine 1.13.4, commons 1.13.4, opentest4j 1.3.0 | launcher 1.13.4, engine 1.13.4, commons 1.13.4, opentest4j 1.3.0 | ""    | launcher 1.13.4                           | ""
api 5.13.4, jupiter 5.13.4, engine 1.13.4, commons 1.13.4, opentest4j 1.3.0 | launcher 1.9.3, engine 1.9.3, commons 1.9.3 | launcher 1.13.4         | ""                                        | ""
junit 4.13.2                                         | vintage 5.9.3, engine 1.9.3, commons 1.9.3, opentest4j 1.2.0, junit 4.13.2 | launcher 1.9.3  | commons 1.9.3, engine 1.9.3, opentest4j 1.2.0, vintage 5.9.3 | ""
# without an engine they are not for the worker
junit 4.13.2                                         | opentest4j 1.2.0                                             | commons 1.14.4, engine 1.14.4, launcher 1.14.4, opentest4j 1.3.0, vintage 5.14.4 | "" | ""
""")
    void usesAnEngineAmongThePluginsDependencies(
            String project, String plugin, String added, String given, String leftOut) {
        PlatformPlan plan = PlatformPlanner.plan(Jars.of(project), Jars.ofPlugin(plugin));

        assertAll(
                () -> assertEquals(added, Jars.text(plan.required())),
                () -> assertEquals(given, Jars.files(plan.given())),
                () -> assertEquals(leftOut, Jars.files(plan.leftOut())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
junit 4.11                                                        | JUnit 4.11 (junit:junit) is on the test class path, and the oldest version of JUnit 4 whose tests can run is 4.12. Use junit:junit:4.13.2.
~junit 4.11                                                       | JUnit 4.11 (junit:junit) is on the test class path, and the oldest version of JUnit 4 whose tests can run is 4.12. Use junit:junit:4.13.2.
junit-dep 4.10                                                    | JUnit 4.10 (junit:junit-dep) is on the test class path, and the oldest version of JUnit 4 whose tests can run is 4.12. Use junit:junit:4.13.2.
junit 4.11, api 5.9.3, jupiter 5.9.3, engine 1.9.3, commons 1.9.3 | JUnit 4.11 (junit:junit) is on the test class path, and the oldest version of JUnit 4 whose tests can run is 4.12. Use junit:junit:4.13.2.
testng 6.9.10                                                     | TestNG 6.9.10 (org.testng:testng) is on the test class path, and the oldest version of TestNG whose tests can run is 6.14.3. Use org.testng:testng:6.14.3 or later.
testng 7.10.2, api 5.4.2, commons 1.4.2                           | TestNG 7.10.2 is on the test class path together with JUnit Platform 1.4.2, and the oldest platform that runs TestNG is 1.7. Use JUnit 5.7 or later.
api 5.3.2, jupiter 5.3.2, engine 1.3.2, commons 1.3.2             | This project has JUnit Platform 1.3.2 (JUnit 5.3.2). The oldest that works is 1.4 (JUnit 5.4): raise the version of JUnit.
""")
    void saysWhatIsTooOldAndWhatToUse(String project, String message) {
        ConfigurationException exception =
                assertThrows(ConfigurationException.class, () -> PlatformPlanner.plan(Jars.of(project), Jars.of("")));

        assertEquals(message, exception.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
~junit 4.13.2, api 5.9.3, jupiter 5.9.3, engine 1.9.3, commons 1.9.3, opentest4j 1.2.0
~junit 4.11, api 5.9.3, jupiter 5.9.3, engine 1.9.3, commons 1.9.3, opentest4j 1.2.0
~junit-dep 4.10, api 5.9.3, jupiter 5.9.3, engine 1.9.3, commons 1.9.3, opentest4j 1.2.0
~testng 7.10.2, api 5.9.3, jupiter 5.9.3, engine 1.9.3, commons 1.9.3, opentest4j 1.2.0
~testng 6.9.10, api 5.9.3, jupiter 5.9.3, engine 1.9.3, commons 1.9.3, opentest4j 1.2.0
~testng 7.10.2, api 5.4.2, jupiter 5.4.2, engine 1.4.2, commons 1.4.2, opentest4j 1.2.0
~junit 4.13.2, spock 2.3, engine 1.9.0, commons 1.9.0, opentest4j 1.2.0
~junit 4.11, testng 7.10.2
~junit 4.13.2, testng 7.10.2
~testng 6.9.10, junit 4.13.2
""")
    void leavesAFrameworkAloneThatIsThereByChance(String project) {
        PlatformPlan plan = PlatformPlanner.plan(Jars.of(project), Jars.of(""));

        assertAll(
                () -> assertEquals(1, plan.notes().size(), () -> plan.notes().toString()),
                () -> assertEquals(
                        1, plan.frameworks().size(), () -> plan.frameworks().toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
api 5.9.3, jupiter 5.9.3, engine 1.9.3, commons 1.9.3  | [JUnit Jupiter 5.9.3]
junit 4.13.2                                           | [JUnit 4.13.2]
junit 4.13.2, api 5.9.3, commons 1.9.3                 | [JUnit Jupiter 5.9.3, JUnit 4.13.2]
testng 7.10.2                                          | [TestNG 7.10.2]
spock 2.3, engine 1.9.0, commons 1.9.0                 | [JUnit Platform 1.9.0]
""")
    void namesTheFrameworks(String project, String frameworks) {
        PlatformPlan plan = PlatformPlanner.plan(Jars.of(project), Jars.of(""));

        assertEquals(frameworks, plan.frameworks().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"\"\"", "opentest4j 1.3.0", "commons 1.9.3"})
    void findsNoFramework(String project) {
        assertEquals(PlatformPlan.NOTHING, PlatformPlanner.plan(Jars.of(project), Jars.of("")));
    }

    @Test
    void notesThatJupitersApiAndEngineDiffer() {
        PlatformPlan plan = PlatformPlanner.plan(
                Jars.of("api 5.11.4, jupiter 5.10.2, engine 1.10.2, commons 1.11.4, opentest4j 1.3.0"), Jars.of(""));

        assertTrue(
                plan.notes().get(0).contains("junit-jupiter-engine 5.10.2 with junit-jupiter-api 5.11.4"),
                () -> plan.notes().toString());
    }
}
