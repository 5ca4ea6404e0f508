package dev.simple.discovery;

import dev.simple.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;

/** Finds the class files below a directory, or in a jar, whose names are wanted. It loads no class and reads none. */
public final class TestClassScanner {

    private TestClassScanner() {}

    /**
     * The binary names of the classes, in their natural order. Surefire's order {@code filesystem} is the one of the
     * directories' listings, which differs between machines; sorted, every machine runs the same order, and a nested
     * class that is selected itself comes right after its outermost class.
     *
     * @param testClassesDirectory may be missing, then there are no classes
     * @throws ConfigurationException if it is no directory, or a directory below cannot be read
     */
    public static List<String> scan(Path testClassesDirectory, TestSelection selection) {
        return scan(testClassesDirectory, selection::includesClass);
    }

    /**
     * The binary names of the classes in a jar, or below a directory, in their natural order.
     *
     * @throws ConfigurationException if it cannot be read
     */
    public static List<String> scanDependency(Path file, TestSelection selection) {
        if (!Files.isRegularFile(file)) {
            return scan(file, selection);
        }
        try (FileSystem jar = FileSystems.newFileSystem(file)) {
            ClassFileVisitor visitor = new ClassFileVisitor(jar.getPath("/"), selection::includesClass);
            Files.walkFileTree(jar.getPath("/"), visitor);
            return visitor.classNames();
        } catch (IOException | ProviderNotFoundException e) {
            throw new ConfigurationException(
                    "dependenciesToScan: " + file + " cannot be looked into (" + e
                            + "). Name dependencies that are jars.",
                    e);
        }
    }

    static List<String> scan(Path directory, Predicate<String> wanted) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(directory, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw ClassFileVisitor.unreadable(directory, e);
        }
        if (!attributes.isDirectory()) {
            throw new ConfigurationException(
                    "testClassesDirectory is %s, which is not a directory. Set it to the directory of the compiled test classes."
                            .formatted(directory));
        }
        ClassFileVisitor visitor = new ClassFileVisitor(directory, wanted);
        try {
            Files.walkFileTree(directory, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw ClassFileVisitor.unreadable(directory, e);
        }
        return visitor.classNames();
    }
}
