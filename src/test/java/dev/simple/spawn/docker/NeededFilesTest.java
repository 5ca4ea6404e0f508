package dev.simple.spawn.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.RunConfiguration.Containers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeededFilesTest {

    @TempDir
    private Path directory;

    private Path file(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.exists(file) ? file : Files.createFile(file);
    }

    private NeededFiles needed(List<Path> readable, List<Path> writable) throws IOException {
        return new NeededFiles(
                new Containers(
                        null,
                        "image",
                        1,
                        1,
                        1,
                        "none",
                        null,
                        true,
                        readable,
                        writable,
                        directory.resolve("repository")),
                Files.createDirectories(directory.resolve("shared")));
    }

    @Test
    void copiesOfTheRepositoryWhatTheTestsNeed() throws IOException {
        Path jar = file("repository/a/a.jar");
        file("repository/b/b.jar");
        file("project/pom.xml");
        Path project = directory.resolve("project");

        NeededFiles files = needed(List.of(project, jar), List.of());

        Path repository = directory.resolve("repository");
        assertEquals(Set.of(project, repository, directory.resolve("shared")), Set.copyOf(files.copied()));
        assertTrue(files.isPartial(repository));
        assertEquals(List.of(jar), List.copyOf(files.named(repository)));
        assertFalse(files.isPartial(project));
    }

    @Test
    void mountsARepositoryAsAWholeAndCopiesNoneThatIsNotNeeded() throws IOException {
        file("repository/b/b.jar");
        file("project/pom.xml");
        Path project = directory.resolve("project");

        NeededFiles files = needed(List.of(project), List.of());

        assertTrue(files.readable().contains(directory.resolve("repository")));
        assertFalse(files.copied().contains(directory.resolve("repository")));
    }

    @Test
    void hasTheDirectoryOfAFileThatIsInNone() throws IOException {
        Path jar = file("lib/a.jar");
        file("lib/b.jar");

        NeededFiles files = needed(List.of(jar), List.of());

        assertEquals(Set.of(directory.resolve("lib"), directory.resolve("shared")), Set.copyOf(files.copied()));
        assertTrue(files.isPartial(directory.resolve("lib")));
    }

    @Test
    void leavesOutTheBuildsOfOtherModulesAndTheHistory() throws IOException {
        file("project/pom.xml");
        Path project = directory.resolve("project");
        file("project/sub/pom.xml");
        file("project/sub/target/classes/A.class");
        Path classes = directory.resolve("project/sub/target/classes");
        file("project/target/x");
        Path target = directory.resolve("project/target");
        file("project/.git/HEAD");
        file("project/src/target/x");

        NeededFiles files = needed(List.of(project, classes), List.of(target));

        assertTrue(files.isPartial(project.resolve("sub/target")));
        assertEquals(List.of(classes), List.copyOf(files.named(project.resolve("sub/target"))));
        assertTrue(files.isPartial(project.resolve(".git")));
        assertFalse(files.isPartial(target));
        assertFalse(files.isPartial(project.resolve("src/target")));
        assertEquals(List.of(target), List.copyOf(files.writable()));
    }
}
