package dev.simple.spawn;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The few classes of this plugin that another JVM needs, as a jar of their own. The plugin's own jar on the class path of
 * the tests would bring everything else with it, and a supervisor must find its classes when that jar was replaced.
 */
final class ProgramJar {

    private ProgramJar() {}

    static void write(Path target, List<String> packages) throws IOException {
        Path source = codeSource();
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.setLevel(0);
            if (Files.isDirectory(source)) {
                copyPackages(source, packages, jar);
            } else {
                try (FileSystem zip = FileSystems.newFileSystem(source)) {
                    copyPackages(zip.getPath("/"), packages, jar);
                }
            }
        }
    }

    private static void copyPackages(Path root, List<String> packages, JarOutputStream jar) throws IOException {
        for (String name : packages) {
            String directory = name.replace('.', '/');
            try (Stream<Path> files = Files.list(root.resolve(directory))) {
                for (Path file : files.sorted().toList()) {
                    jar.putNextEntry(new ZipEntry(directory + "/" + file.getFileName()));
                    try (InputStream in = Files.newInputStream(file)) {
                        in.transferTo(jar);
                    }
                    jar.closeEntry();
                }
            }
        }
    }

    private static Path codeSource() {
        try {
            return Path.of(ProgramJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The plugin does not know where it was loaded from.", e);
        }
    }
}
