package dev.simple.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.SessionData;
import org.jspecify.annotations.Nullable;

/**
 * What the modules of a build share, beside {@link SessionForkNumbers}. Kept in Maven's session as types of the JDK: a module
 * that gives the plugin other dependencies has classes of its own.
 */
final class BuildState {

    private static final String KEY = "dev.simple.build";
    private static final String ID = "id";
    private static final String SHUTDOWN = "shutdown";
    private static final String PROBLEMS = "problems";
    private static final String CLAIM = "claim ";
    private static final String CHECKPOINT = "checkpoint ";

    private final Map<String, String> shared;

    private BuildState(Map<String, String> shared) {
        this.shared = shared;
    }

    static BuildState of(MavenSession session) {
        return new BuildState(shared(session.getRepositorySession().getData()));
    }

    /**
     * The build's id.
     *
     * @param resumed finds out, once in a build, the id of the build that this one continues; null for none
     */
    String id(Supplier<@Nullable String> resumed) {
        return shared.computeIfAbsent(ID, key -> {
            String continued = resumed.get();
            return continued == null ? UUID.randomUUID().toString() : continued;
        });
    }

    /** In one sentence, why no module of the build runs tests any more; null if nothing is in the way. */
    @Nullable
    String shutdown() {
        return shared.get(SHUTDOWN);
    }

    void shutDown(String reason) {
        shared.putIfAbsent(SHUTDOWN, reason);
    }

    /** Adds failures and errors to those of all modules, and gives the sum. */
    int addProblems(int more) {
        return Integer.parseInt(shared.merge(
                PROBLEMS,
                Integer.toString(more),
                (sum, added) -> Integer.toString(Integer.parseInt(sum) + Integer.parseInt(added))));
    }

    /** Makes known where a module has its checkpoint. */
    void addCheckpoint(Path path) {
        shared.put(CHECKPOINT + path, "");
    }

    /** Where modules that have run in this build have their checkpoints. */
    List<Path> checkpoints() {
        return shared.keySet().stream()
                .filter(key -> key.startsWith(CHECKPOINT))
                .map(key -> Path.of(key.substring(CHECKPOINT.length())))
                .toList();
    }

    /** What is to be done once in a build: true for the first who asks. */
    boolean claim(String work) {
        return shared.putIfAbsent(CLAIM + work, "") == null;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> shared(SessionData data) {
        Object shared = data.get(KEY);
        while (shared == null) {
            Map<String, String> created = new ConcurrentHashMap<>();
            shared = data.set(KEY, null, created) ? created : data.get(KEY);
        }
        return (Map<String, String>) shared;
    }
}
