package dev.simple.spawn;

import dev.simple.protocol.Protocol;
import dev.simple.worker.WorkerMain;
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
 * The few classes of this plugin that a worker needs, as a jar of their own: the plugin's own jar on the class path of
 * the tests would bring everything else with it.
 */
final class WorkerJar {

    private static final List<String> PACKAGES =
            List.of(Protocol.class.getPackageName(), WorkerMain.class.getPackageName());

    private WorkerJar() {}

    static void write(Path target) throws IOException {
        Path source = codeSource();
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.setLevel(0);
            if (Files.isDirectory(source)) {
                copyPackages(source, jar);
            } else {
                try (FileSystem zip = FileSystems.newFileSystem(source)) {
                    copyPackages(zip.getPath("/"), jar);
                }
            }
        }
    }

    private static void copyPackages(Path root, JarOutputStream jar) throws IOException {
        for (String name : PACKAGES) {
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
            return Path.of(WorkerMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The plugin does not know where it was loaded from.", e);
        }
    }
}
