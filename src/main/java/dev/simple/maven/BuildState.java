package dev.simple.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    private static final String REASON = "reason";
    private static final String PROBLEMS = "problems ";
    private static final String GUARDS = "dev.simple.guards";
    private static final String ACTIVE = "dev.simple.active";
    private static final String CLAIM = "claim ";
    private static final String CHECKPOINT = "checkpoint ";

    private final SessionData data;
    private final Map<String, String> shared;

    private BuildState(SessionData data) {
        this.data = data;
        this.shared = shared(data, KEY);
    }

    static BuildState of(MavenSession session) {
        return new BuildState(session.getRepositorySession().getData());
    }

    /** The guards of all runs, as {@link dev.simple.guard.SharedGuard} knows them. */
    Map<String, Map<String, Object>> guards() {
        return shared(data, GUARDS);
    }

    /** How many classes each run is running. */
    Map<String, Integer> active() {
        return shared(data, ACTIVE);
    }

    /**
     * The build's id.
     *
     * @param found finds it out, once in a build
     */
    String id(Supplier<String> found) {
        return shared.computeIfAbsent(ID, key -> found.get());
    }

    /** In one sentence, why no module of the build runs tests any more; null if nothing is in the way. */
    @Nullable
    String shutdown() {
        return shared.get(SHUTDOWN);
    }

    /** Why another run was shut down, in words without a full stop; null if none was. */
    @Nullable
    String reason() {
        return shared.get(REASON);
    }

    /**
     * A run was shut down.
     *
     * @param reason in words without a full stop
     * @param sentences for modules that have not begun
     */
    void shutDown(String reason, String sentences) {
        shared.putIfAbsent(REASON, reason);
        shared.putIfAbsent(SHUTDOWN, sentences);
    }

    /** Adds failures and errors to those that tests of this kind had in all modules, and gives the sum. */
    int addProblems(TestKind kind, int more) {
        return Integer.parseInt(shared.merge(
                PROBLEMS + kind.goal(),
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
    private static <V> Map<String, V> shared(SessionData data, String key) {
        Object shared = data.get(key);
        while (shared == null) {
            Map<String, V> created = new ConcurrentHashMap<>();
            shared = data.set(key, null, created) ? created : data.get(key);
        }
        return (Map<String, V>) shared;
    }
}
