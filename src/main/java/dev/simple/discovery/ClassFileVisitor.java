package dev.simple.discovery;

import dev.simple.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Collects the names of the classes while it is led through their directories. */
final class ClassFileVisitor extends SimpleFileVisitor<Path> {

    private static final String EXTENSION = ".class";
    private static final Set<String> NO_CLASSES = Set.of("module-info.class", "package-info.class");

    private final Path root;
    private final Predicate<String> wanted;
    private final Deque<String> packages = new ArrayDeque<>();
    private final List<String> classNames = new ArrayList<>();

    ClassFileVisitor(Path root, Predicate<String> wanted) {
        this.root = root;
        this.wanted = wanted;
    }

    /** The names found so far, sorted. */
    List<String> classNames() {
        return classNames.stream().sorted().toList();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        if (directory.equals(root)) {
            packages.push("");
            return FileVisitResult.CONTINUE;
        }
        String name = directory.getFileName().toString();
        if (name.equals("META-INF") && packages.size() == 1) {
            // Holds versions of classes for other Java releases, under names that are not theirs.
            return FileVisitResult.SKIP_SUBTREE;
        }
        packages.push(packages.element() + name + ".");
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem) {
        if (problem != null) {
            throw unreadable(directory, problem);
        }
        packages.pop();
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString();
        if (attributes.isRegularFile()
                && name.endsWith(EXTENSION)
                && name.length() > EXTENSION.length()
                && !NO_CLASSES.contains(name)) {
            String className = packages.element() + name.substring(0, name.length() - EXTENSION.length());
            if (wanted.test(className)) {
                classNames.add(className);
            }
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException problem) {
        if (problem instanceof FileSystemLoopException) {
            // The link leads back to a directory that this walk is in already.
            return FileVisitResult.CONTINUE;
        }
        throw unreadable(path, problem);
    }

    static ConfigurationException unreadable(Path path, IOException problem) {
        return new ConfigurationException(
                "Cannot look for test classes in %s (%s). Make it readable, or set testClassesDirectory to another directory."
                        .formatted(path, problem.getClass().getSimpleName()),
                problem);
    }
}
