package dev.simple.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Refusal;
import dev.simple.config.RunConfiguration.Selection;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestClassScannerTest {

    @TempDir
    Path directory;

    @Test
    void listsMatchingClassesInTheOrderOfTheirNames() throws IOException {
        files(
                "b/FooTest.class",
                "a/FooTest.class",
                "a/FooTest$Nested.class",
                "a/Foo.class",
                "ZTest.class",
                "a/b/ATest.class");
        files("a/NoTest.java", "a/.class", "a/notes.txt", "a/b/package-info.class", "module-info.class");
        assertEquals(List.of("ZTest", "a.FooTest", "a.b.ATest", "b.FooTest"), scan(null));
    }

    @Test
    void listsANestedClassRightAfterItsOutermostClassWhenItIsAskedFor() throws IOException {
        files("a/FooTest.class", "a/FooTest$Nested.class", "a/FooTestCase.class", "a/FooTest2.class");
        assertEquals(List.of("a.FooTest", "a.FooTest$Nested", "a.FooTest2", "a.FooTestCase"), scan("FooTest*"));
    }

    @Test
    void neverListsDescriptorsOfPackagesAndModulesNorVersionsOfClasses() throws IOException {
        files(
                "package-info.class",
                "a/package-info.class",
                "module-info.class",
                "META-INF/versions/21/a/FooTest.class");
        assertEquals(List.of(), scan("**"));
    }

    @Test
    void findsNothingInAMissingDirectory() {
        directory = directory.resolve("missing");
        assertEquals(List.of(), scan(null));
    }

    @Test
    void refusesAFileInsteadOfADirectory() throws IOException {
        files("file");
        directory = directory.resolve("file");
        String message = Refusal.of(() -> scan(null));
        assertTrue(message.startsWith("testClassesDirectory is " + directory + ", which is not a directory."), message);
    }

    @Test
    void followsLinksAndLeavesLoopsAndBrokenLinksOut() throws IOException {
        files("a/FooTest.class");
        Files.createSymbolicLink(directory.resolve("a/loop"), directory.resolve("a"));
        Files.createSymbolicLink(directory.resolve("a/BrokenTest.class"), directory.resolve("nothing"));
        Files.createSymbolicLink(directory.resolve("b"), directory.resolve("a"));
        assertEquals(List.of("a.FooTest", "b.FooTest"), scan(null));
    }

    @Test
    void listsTheClassesOfAJar() throws IOException {
        Path jar = directory.resolve("tests.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of(
                    "b/FooTest.class",
                    "a/FooTest.class",
                    "a/FooTest$Nested.class",
                    "a/Foo.class",
                    "META-INF/versions/21/a/FooTest.class")) {
                zip.putNextEntry(new ZipEntry(name));
            }
        }

        assertEquals(List.of("a.FooTest", "b.FooTest"), TestClassScanner.scanDependency(jar, selection(null)));
    }

    @Test
    void refusesADependencyThatIsNoJar() throws IOException {
        files("tests.jar");
        Path jar = directory.resolve("tests.jar");

        String message = Refusal.of(() -> TestClassScanner.scanDependency(jar, selection(null)));

        assertTrue(message.startsWith("dependenciesToScan: " + jar + " cannot be looked into ("), message);
    }

    /** A directory cannot be made unreadable for root, hence the visitor is told of it directly. */
    @Test
    void namesADirectoryThatCannotBeRead() {
        Path secret = directory.resolve("secret");
        ClassFileVisitor visitor = new ClassFileVisitor(directory, name -> true);
        String message =
                Refusal.of(() -> visitor.visitFileFailed(secret, new AccessDeniedException(secret.toString())));
        assertTrue(
                message.startsWith("Cannot look for test classes in " + secret + " (AccessDeniedException)."), message);
    }

    private List<String> scan(@Nullable String test) {
        return TestClassScanner.scan(directory, selection(test));
    }

    private TestSelection selection(@Nullable String test) {
        return TestSelection.of(new Selection(directory, List.of(), List.of(), test));
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }
}
