package dev.simple.maven;

import dev.simple.checkpoint.Checkpoint;
import dev.simple.checkpoint.CheckpointFile;
import dev.simple.checkpoint.UnreadableCheckpointException;
import dev.simple.config.Settings;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of all modules of a build. A module that is done keeps its own, marked as complete, until the build ends
 * with nothing outstanding in any module: only this tells a module that is done from one that was never reached.
 */
final class Reactor {

    private record Found(CheckpointFile file, Checkpoint checkpoint) {}

    private final MavenSession session;

    Reactor(MavenSession session) {
        this.session = session;
    }

    boolean hasSeveralModules() {
        return session.getAllProjects() != null && session.getAllProjects().size() > 1;
    }

    /**
     * The id of the build that was interrupted last; null if there is nothing to resume in any module.
     *
     * @param own what there is to resume in the current module, null for nothing
     */
    @Nullable
    String interruptedBuild(@Nullable Checkpoint own) {
        return Stream.concat(Stream.ofNullable(own), checkpoints().stream().map(Found::checkpoint))
                .max(Comparator.comparingLong(
                                (Checkpoint checkpoint) -> build(checkpoint).number())
                        .thenComparing(Checkpoint::startedAt))
                .map(checkpoint -> checkpoint.identity().build())
                .orElse(null);
    }

    boolean hasInterruptedIntegrationTests(MavenProject project) {
        String module = project.getGroupId() + ":" + project.getArtifactId();
        return read(paths(project)).stream()
                .map(Found::checkpoint)
                .filter(checkpoint -> checkpoint.identity().module().equals(module))
                .filter(checkpoint ->
                        TestKind.INTEGRATION.isOwn(checkpoint.identity().execution()))
                .anyMatch(checkpoint -> !checkpoint.isComplete());
    }

    /** The id of a build that continues none. */
    String newBuild() {
        return BuildId.after(checkpoints().stream().map(found -> build(found.checkpoint())))
                .text();
    }

    private static BuildId build(Checkpoint checkpoint) {
        return BuildId.of(checkpoint.identity().build());
    }

    /** Deletes the checkpoints of a build when Maven's session ends, if all of them are complete by then. */
    void forgetAtTheEnd(String build) {
        MavenExecutionRequest request = session.getRequest();
        ExecutionListener listener = request.getExecutionListener();
        if (listener == null) {
            return;
        }
        request.setExecutionListener((ExecutionListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ExecutionListener.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("sessionEnded")) {
                        forget(build);
                    }
                    try {
                        return method.invoke(listener, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                }));
    }

    private void forget(String build) throws IOException {
        List<Found> own = checkpoints().stream()
                .filter(found -> found.checkpoint().identity().build().equals(build))
                .toList();
        if (own.stream().map(Found::checkpoint).allMatch(Checkpoint::isComplete)) {
            for (Found found : own) {
                found.file().delete();
            }
        }
    }

    /** Those that can be read; what is wrong with another is told by the module that it belongs to. */
    private List<Found> checkpoints() {
        Set<Path> paths = new LinkedHashSet<>(BuildState.of(session).checkpoints());
        Optional.ofNullable(session.getAllProjects())
                .orElseGet(session::getProjects)
                .forEach(project -> paths.addAll(paths(project)));
        return read(paths);
    }

    private static List<Found> read(Collection<Path> paths) {
        List<Found> found = new ArrayList<>();
        for (Path path : paths) {
            CheckpointFile file = new CheckpointFile(path);
            try {
                found.add(new Found(file, file.read()));
            } catch (UnreadableCheckpointException e) {
                // Not here.
            }
        }
        return found;
    }

    /** Where they are, unless the plugin's configuration says otherwise, which the module makes known then. */
    private List<Path> paths(MavenProject project) {
        String property = Settings.PREFIX + "checkpointFile";
        String set = session.getUserProperties()
                .getProperty(property, project.getProperties().getProperty(property));
        Path first = set == null
                ? Path.of(project.getBuild().getDirectory(), Checkpoint.NAME)
                : project.getBasedir().toPath().resolve(set).normalize();
        String name = first.getFileName().toString();
        String stem = name.replaceFirst("\\.[^.]*$", "");
        String suffix = name.substring(stem.length());
        List<Path> paths = new ArrayList<>();
        // Those of further executions have more at the end of the name.
        try (DirectoryStream<Path> files = Files.newDirectoryStream(first.getParent(), file -> {
            String other = file.getFileName().toString();
            return other.equals(name) || (other.startsWith(stem + "-") && other.endsWith(suffix));
        })) {
            files.forEach(paths::add);
        } catch (IOException e) {
            // Not built yet.
        }
        return paths;
    }
}
