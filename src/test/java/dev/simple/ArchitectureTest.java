package dev.simple;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.simple.config.RunConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The directions that {@code doc/architecture.md} draws. */
class ArchitectureTest {

    private static final String ROOT = "dev.simple.";
    private static final List<String> STAGES =
            List.of("discovery", "schedule", "spawn", "guard", "checkpoint", "report");

    /** As CONTRIBUTING.md says. */
    private static final int LINES = 500;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(
                    RunConfiguration.class.getProtectionDomain().getCodeSource().getLocation());

    private static String[] with(String... packages) {
        List<String> all = new ArrayList<>(List.of("java..", "javax..", "org.jspecify.annotations.."));
        for (String name : packages) {
            all.add(name.contains("..") ? name : ROOT + name + "..");
        }
        return all.toArray(String[]::new);
    }

    @Test
    void onlyTheGoalsKnowMaven() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.simple.maven..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.maven..", "org.eclipse.aether..", "org.codehaus.plexus..")
                .check(CLASSES);
    }

    @Test
    void whatLivesInTheWorkerNeedsTheJdkAndTheJUnitPlatformAlone() {
        classes()
                .that()
                .resideInAPackage("dev.simple.worker..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with("worker", "protocol", "org.junit.platform.."))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"protocol", "config", "model", "tap", "engine"})
    void valuesNeedTheJdkAlone(String name) {
        classes()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(name))
                .check(CLASSES);
    }

    @Test
    void stagesSeeValuesAndNotEachOther() {
        Map<String, List<String>> beside = Map.of(
                "discovery", List.of("protocol", "org.objectweb.asm.."),
                "schedule", List.of(),
                "spawn",
                        List.of(
                                "protocol",
                                "engine",
                                "process",
                                "supervisor",
                                "worker",
                                "com.github.dockerjava..",
                                "org.apache.commons.compress.."),
                "guard", List.of("oshi.."),
                "checkpoint", List.of("com.fasterxml.jackson.."),
                "report", List.of("com.fasterxml.jackson.."));
        for (String stage : STAGES) {
            List<String> allowed = new ArrayList<>(List.of(stage, "config", "model"));
            allowed.addAll(beside.getOrDefault(stage, List.of()));
            classes()
                    .that()
                    .resideInAPackage(ROOT + stage + "..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(with(allowed.toArray(String[]::new)))
                    .check(CLASSES);
        }
    }

    @ParameterizedTest
    @CsvSource({"process, protocol", "supervisor, process"})
    void whatEndsProcessesNeedsTheJdkAndJnaAlone(String name, String other) {
        classes()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(name, other, "engine", "protocol", "com.sun.jna.."))
                .check(CLASSES);
    }

    @Test
    void onlyProcessesAreHandledWithJna() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.simple.process..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .check(CLASSES);
    }

    @Test
    void onlyTheWorkersCommandAndSpawnerNameTheWorkersProgram() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.simple.worker..")
                .and()
                .doNotHaveFullyQualifiedName("dev.simple.spawn.WorkerSpawner")
                .and()
                .doNotHaveFullyQualifiedName("dev.simple.spawn.WorkerCommand")
                .and()
                .doNotHaveFullyQualifiedName("dev.simple.spawn.RelayedWorker")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.simple.worker..")
                .check(CLASSES);
    }

    @Test
    void theRunKnowsStagesAndValuesAndNoLibrary() {
        List<String> allowed = new ArrayList<>(STAGES);
        allowed.addAll(List.of("run", "config", "model", "protocol", "engine", "tap"));
        classes()
                .that()
                .resideInAPackage("dev.simple.run..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(allowed.toArray(String[]::new)))
                .check(CLASSES);
    }

    @Test
    void onlyTheProbeKnowsOshi() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.simple.guard.oshi..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("oshi..")
                .check(CLASSES);
    }

    @Test
    void onlyContainersAreStartedWithDockerJava() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.simple.spawn.docker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.dockerjava..")
                .check(CLASSES);
    }

    @Test
    void onlyTheGoalsChooseTheProbe() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.simple.guard.oshi..", "dev.simple.maven..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.simple.guard.oshi..")
                .check(CLASSES);
    }

    @Test
    void onlyReportsAndCheckpointsAreWrittenWithJackson() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.simple.report..", "dev.simple.checkpoint..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.simple.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        List<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(candidate -> !candidate.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .toList();
        assertEquals(List.of(), unmarked);
    }

    @Test
    void noSourceFileIsLongerThanAFewScreens() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (Files.readAllLines(file).size() > LINES) {
                    tooLong.add(file.toString());
                }
            }
        }
        assertEquals(List.of(), tooLong);
    }
}
