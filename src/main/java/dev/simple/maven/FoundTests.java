package dev.simple.maven;

import dev.simple.config.RunConfiguration.Selection;
import dev.simple.config.RunConfiguration.SpecFiles;
import dev.simple.discovery.SpecFileScanner;
import dev.simple.discovery.TestClassScanner;
import dev.simple.discovery.TestSelection;
import dev.simple.maven.classpath.ScannedDependencies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * The test classes and spec files of a module that are chosen.
 *
 * @param specs null if the project has no spec files
 */
record FoundTests(
        Selection chosen,
        TestSelection selection,
        @Nullable SpecFiles specs,
        List<String> classNames,
        List<String> specFiles) {

    private static final String SPECIFIED = "failIfNoSpecifiedTests";

    static FoundTests of(ConfigurationReader reader, Log log) {
        Selection chosen = reader.selection();
        TestSelection selection = TestSelection.of(chosen);
        List<String> classNames = classNames(chosen, selection, reader.scannedDependencies(), log);
        SpecFiles specs = reader.specs();
        List<String> specFiles = List.of();
        if (specs != null) {
            specFiles = SpecFileScanner.scan(specs, chosen.test());
            SpecSettings.check(specs, specFiles, classNames);
            if (specFiles.isEmpty() && chosen.test() == null && !classNames.isEmpty()) {
                log.warn(noSpecFiles(specs));
            }
        }
        return new FoundTests(chosen, selection, specs, classNames, specFiles);
    }

    private static List<String> classNames(
            Selection chosen, TestSelection selection, ScannedDependencies dependencies, Log log) {
        dependencies
                .unknown()
                .forEach(pattern -> log.warn("dependenciesToScan names " + pattern
                        + ", and the project has no such dependency in scope test."));
        Set<String> names = new LinkedHashSet<>(TestClassScanner.scan(chosen.testClassesDirectory(), selection));
        dependencies.files().forEach(file -> names.addAll(TestClassScanner.scanDependency(file, selection)));
        return List.copyOf(names);
    }

    /** Those of them that a test says yes to. */
    FoundTests only(Predicate<String> wanted) {
        return inOrder(units -> units.stream().filter(wanted).toList());
    }

    /** The classes, and the spec files, as they are put in order. */
    FoundTests inOrder(UnaryOperator<List<String>> order) {
        return new FoundTests(chosen, selection, specs, order.apply(classNames), order.apply(specFiles));
    }

    List<String> all() {
        return Stream.concat(classNames.stream(), specFiles.stream()).toList();
    }

    /**
     * Why there are none, in a sentence.
     *
     * @param sources the project's directories of test sources, which may be missing
     */
    String nothingFound(List<String> sources) {
        if (specs != null) {
            return "No tests to run: there are no test classes. " + noSpecFiles(specs);
        }
        boolean uncompiled = !Files.exists(chosen.testClassesDirectory())
                && sources.stream().anyMatch(source -> Files.isDirectory(Path.of(source)));
        return uncompiled
                ? "No tests to run: " + chosen.testClassesDirectory() + " does not exist. Compile the tests"
                        + " first: mvn test-compile simple:test"
                : "No tests to run.";
    }

    private static String noSpecFiles(SpecFiles specs) {
        return "No file in " + specs.directory() + " matches simple.spec.includes, "
                + String.join(", ", specs.includes())
                + (specs.excludes().isEmpty() ? "" : ", without " + String.join(", ", specs.excludes()))
                + ". A pattern starts at that directory: **/*.sh means all directories below.";
    }

    /**
     * Says that no test has run.
     *
     * @throws MojoFailureException if that is to fail the build
     */
    void miss(String message, SettingReader settings, TestKind kind, Log log) throws MojoFailureException {
        String specific = selection.specificTests();
        if (specific != null
                && settings.flag(SPECIFIED, true)
                && (kind == TestKind.UNIT || settings.flag(SPECIFIED + "Deprecated", true))) {
            throw new MojoFailureException("No tests matching \"" + specific + "\" were executed. Set -D"
                    + kind.property(SPECIFIED) + "=false to let modules without them pass.");
        }
        if (specific == null && settings.flag("failIfNoTests", false)) {
            throw new MojoFailureException(message + " Set -DfailIfNoTests=false to let that pass.");
        }
        log.info(message);
    }
}
