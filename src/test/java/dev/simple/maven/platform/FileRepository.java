package dev.simple.maven.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.supplier.RepositorySystemSupplier;

/** A remote repository made of files, and a session of Maven's real resolver with an empty local one. */
final class FileRepository {

    private final RepositorySystem system = new RepositorySystemSupplier().get();
    private final DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
    private final Path directory;
    private final RemoteRepository remote;

    FileRepository(Path directory) {
        this.directory = directory.resolve("remote");
        remote = new RemoteRepository.Builder(
                        "files", "default", this.directory.toUri().toString())
                .build();
        session.setLocalRepositoryManager(system.newLocalRepositoryManager(
                session, new LocalRepository(directory.resolve("local").toFile())));
    }

    RepositorySystem system() {
        return system;
    }

    DefaultRepositorySystemSession session() {
        return session;
    }

    RemoteRepository remote() {
        return remote;
    }

    /** Puts a jar there; one without a POM can only be had if nobody asks what it needs. */
    FileRepository jar(String coordinates) {
        return write(coordinates, ".jar", "");
    }

    FileRepository jarWithPom(String coordinates, String... dependencies) {
        String[] parts = coordinates.split(":", -1);
        StringBuilder pom = new StringBuilder("<project><modelVersion>4.0.0</modelVersion>")
                .append(gav(parts))
                .append("<dependencies>");
        for (String dependency : dependencies) {
            pom.append("<dependency>").append(gav(dependency.split(":", -1))).append("</dependency>");
        }
        write(coordinates, ".pom", pom.append("</dependencies></project>").toString());
        return jar(coordinates);
    }

    private static String gav(String[] parts) {
        return "<groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>"
                .formatted(parts[0], parts[1], parts[2]);
    }

    private FileRepository write(String coordinates, String extension, String content) {
        String[] parts = coordinates.split(":", -1);
        Path file = directory
                .resolve(parts[0].replace('.', '/'))
                .resolve(parts[1])
                .resolve(parts[2])
                .resolve(parts[1] + "-" + parts[2] + extension);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
