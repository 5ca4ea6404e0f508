package dev.simple.checkpoint;

import dev.simple.config.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of a module that can be continued.
 *
 * @param notices what the user should be told about how it was found, in sentences
 */
public record EarlierRun(Checkpoint checkpoint, List<String> notices) {

    public EarlierRun {
        notices = List.copyOf(notices);
    }

    /**
     * Looks for an interrupted run: in its checkpoint, in the event log, or in both, which together know most.
     *
     * @param directory the plugin's own, where the event log is
     * @param module group id and artifact id, with a colon between
     * @return empty if there is none: no run yet, or a complete one
     * @throws ConfigurationException if the checkpoint is there and cannot be used, and there is no log in its place; or if
     *     it is another module's
     */
    public static Optional<EarlierRun> find(CheckpointFile file, Path directory, String module) {
        Path logFile = directory.resolve(EventLog.NAME);
        Checkpoint log = EventLogReader.read(logFile);
        if (log != null && !log.identity().module().equals(module)) {
            log = null;
        }
        if (!file.exists()) {
            return log == null || log.isComplete()
                    ? Optional.empty()
                    : Optional.of(new EarlierRun(
                            log,
                            List.of("There is no checkpoint, " + file.path()
                                    + "; the run is continued from its event log.")));
        }
        Checkpoint saved;
        try {
            saved = file.read();
        } catch (UnreadableCheckpointException e) {
            return Optional.of(fromLog(file, logFile, log, String.valueOf(e.getMessage())));
        }
        if (!saved.identity().module().equals(module)) {
            throw new ConfigurationException("The checkpoint " + file.path() + " is of the module "
                    + saved.identity().module() + ", and this is " + module
                    + ". Set simple.checkpointFile to this module's own, or leave it out.");
        }
        boolean same =
                log != null && log.identity().run().equals(saved.identity().run());
        return Optional.of(new EarlierRun(log != null && same ? saved.plus(log) : saved, List.of()));
    }

    private static EarlierRun fromLog(CheckpointFile file, Path logFile, @Nullable Checkpoint log, String why) {
        if (log == null) {
            throw new ConfigurationException(
                    "The run cannot be continued. Its checkpoint cannot be used, " + file.path()
                            + ": " + why + "; and there is no event log of it, " + logFile
                            + ". To start afresh, delete the checkpoint or run simple:test.");
        }
        return new EarlierRun(
                log,
                List.of("The checkpoint cannot be used, " + file.path() + ": " + why
                        + ". The run is continued from its event log."));
    }
}
