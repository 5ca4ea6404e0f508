package dev.simple.discovery;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Class files by name, from directories and jars. For one thread. */
final class ClassFiles implements Closeable {

    private final List<Path> classPath;
    private final Map<Path, ZipFile> open = new LinkedHashMap<>();

    ClassFiles(List<Path> classPath) {
        this.classPath = classPath;
    }

    /** The bytes of a class, empty if no element has it. Names have slashes. */
    Optional<byte[]> read(String internalName) throws IOException {
        String name = internalName + ".class";
        for (Path element : classPath) {
            Path file = element.resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(Files.readAllBytes(file));
            }
            if (Files.isRegularFile(element)) {
                ZipFile zip = open(element);
                ZipEntry entry = zip.getEntry(name);
                if (entry != null) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        return Optional.of(in.readAllBytes());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private ZipFile open(Path jar) throws IOException {
        ZipFile zip = open.get(jar);
        if (zip == null) {
            zip = new ZipFile(jar.toFile());
            open.put(jar, zip);
        }
        return zip;
    }

    @Override
    public void close() throws IOException {
        for (ZipFile zip : new ArrayList<>(open.values())) {
            zip.close();
        }
    }
}
