package dev.simple.spawn;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What another JVM needs of this plugin, in a jar of the run's own: that of the plugin may be replaced while it runs. */
final class ProgramJar {

    private ProgramJar() {}

    /** A copy of the whole plugin, or the directory that it was compiled into, in which nothing is replaced. */
    static Path copy(Path target) throws IOException {
        Path source = codeSource();
        return Files.isDirectory(source) ? source : Files.copy(source, target);
    }

    /** A few packages for the class path of tests, to which nothing else shall come with them. */
    static void write(Path target, List<String> packages) throws IOException {
        Path source = codeSource();
        List<String> directories =
                packages.stream().map(name -> name.replace('.', '/') + "/").toList();
        try (JarOutputStream jar = new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
            jar.setLevel(0);
            if (Files.isDirectory(source)) {
                for (String directory : directories) {
                    copy(source, directory, jar);
                }
            } else {
                // A file system of the jar would have to be loaded first, which takes a tenth of a second.
                try (ZipFile zip = new ZipFile(source.toFile())) {
                    copy(zip, directories, jar);
                }
            }
        }
    }

    private static void copy(Path root, String directory, JarOutputStream jar) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(directory))) {
            for (Path file : files.sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    copy(directory + file.getFileName(), in, jar);
                }
            }
        }
    }

    private static void copy(ZipFile zip, List<String> directories, JarOutputStream jar) throws IOException {
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            if (!entry.isDirectory() && directories.contains(name.substring(0, name.lastIndexOf('/') + 1))) {
                try (InputStream in = zip.getInputStream(entry)) {
                    copy(name, in, jar);
                }
            }
        }
    }

    private static void copy(String name, InputStream in, JarOutputStream jar) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        in.transferTo(jar);
        jar.closeEntry();
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
