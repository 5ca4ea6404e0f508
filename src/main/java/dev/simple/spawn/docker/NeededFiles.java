package dev.simple.spawn.docker;

import dev.simple.config.RunConfiguration.Containers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of this machine that the containers of a run need: which directories are theirs, and what of them is copied. */
final class NeededFiles {

    private static final Set<String> OF_VERSION_CONTROL = Set.of(".git", ".hg", ".svn");

    private final Set<Path> needed = new HashSet<>();
    private final Collection<Path> readable;
    private final Collection<Path> writable;
    private final Collection<Path> copied;
    private final Set<Path> partial = new HashSet<>();

    /** @param shared what workers read */
    NeededFiles(Containers settings, Path shared) {
        Stream.of(settings.readable(), settings.writable(), List.of(shared))
                .flatMap(List::stream)
                .filter(Files::exists)
                .map(Path::normalize)
                .forEach(needed::add);
        Path repository = settings.repository();
        if (repository != null) {
            partial.add(repository.normalize());
        }
        this.readable = outermost(Stream.of(settings.readable().stream(), Stream.of(shared), partial.stream())
                .flatMap(paths -> paths));
        this.writable = outermost(settings.writable().stream());
        List<Path> directories = new ArrayList<>();
        for (Path path : readable) {
            if (Files.isDirectory(path)) {
                directories.add(path);
            } else if (path.getParent() != null) {
                partial.add(path.getParent());
                directories.add(path.getParent());
            }
        }
        directories.removeIf(directory -> needed.stream().noneMatch(path -> path.startsWith(directory)));
        this.copied = outermost(directories.stream());
    }

    /** What is not within another. */
    private static Collection<Path> outermost(Stream<Path> paths) {
        List<Path> outermost = new ArrayList<>();
        paths.filter(Files::exists)
                .map(Path::normalize)
                .sorted()
                .filter(path -> outermost.stream().noneMatch(path::startsWith))
                .forEach(outermost::add);
        return outermost;
    }

    /** Directories and files that can be mounted to be read. */
    Collection<Path> readable() {
        return readable;
    }

    /** Directories to be written to, some of them within the others. */
    Collection<Path> writable() {
        return writable;
    }

    /** Directories for copies to be read, with that of each file that is in none. */
    Collection<Path> copied() {
        return copied;
    }

    /** Whether a path was named, and not only found: a link that was named is followed. */
    boolean isNamed(Path path) {
        return needed.contains(path);
    }

    /** Whether of a directory only what was named is copied. */
    boolean isPartial(Path directory) {
        Path name = directory.getFileName();
        return name != null
                && !needed.contains(directory)
                && (partial.contains(directory)
                        || OF_VERSION_CONTROL.contains(name.toString())
                        || (name.toString().equals("target") && Files.exists(directory.resolveSibling("pom.xml"))));
    }

    /** What was named within a directory. */
    Collection<Path> named(Path directory) {
        return outermost(needed.stream().filter(path -> path.startsWith(directory)));
    }
}
