package dev.simple.maven;

import dev.simple.protocol.EndedProcess;
import dev.simple.spawn.CleanUp;
import dev.simple.spawn.Janitor;
import org.apache.maven.plugin.logging.Log;

/** Tells what was swept of earlier runs. */
final class SweepLog {

    private SweepLog() {}

    static void write(Janitor.Sweep sweep, Log log) {
        for (CleanUp cleanUp : sweep.cleanUps()) {
            for (EndedProcess process : cleanUp.ended()) {
                log.warn("An earlier run has left process " + process.pid() + " behind, which was ended: "
                        + process.commandLine());
            }
            for (EndedProcess process : cleanUp.survivors()) {
                log.warn("An earlier run has left process " + process.pid()
                        + " behind, which cannot be ended by this user: " + process.commandLine());
            }
            cleanUp.removed().forEach(item -> log.warn("An earlier run has left a " + item + " behind, removed now."));
            cleanUp.remaining().forEach(item -> log.warn("An earlier run may have left: " + item));
        }
        sweep.directories().forEach(directory -> log.info("Deleted " + directory + " of an earlier run."));
        sweep.problems().forEach(log::warn);
    }
}
