package dev.simple.maven;

import dev.simple.protocol.EndedProcess;
import dev.simple.spawn.CleanUp;
import dev.simple.spawn.Janitor;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Ends processes, removes containers and deletes temporary files that earlier runs of this user left behind because they
 * were killed together with their supervisors, or because a container engine did not answer; names processes that this user
 * may not end. Every run does the same when it starts. Runs that are under way are not touched.
 */
@Mojo(name = "reap", requiresProject = false, threadSafe = true)
public class ReapMojo extends AbstractMojo {

    @Override
    public final void execute() throws MojoFailureException {
        Janitor.Sweep sweep = new Janitor().sweep();
        SweepLog.write(sweep, getLog());
        if (sweep.cleanUps().isEmpty()
                && sweep.directories().isEmpty()
                && sweep.problems().isEmpty()) {
            getLog().info("Nothing was found that earlier runs have left behind.");
        }
        for (CleanUp cleanUp : sweep.cleanUps()) {
            for (EndedProcess survivor : cleanUp.survivors()) {
                throw new MojoFailureException("Process " + survivor.pid() + " (" + survivor.commandLine()
                        + ") cannot be ended by this user. End it by hand.");
            }
            for (String item : cleanUp.remaining()) {
                throw new MojoFailureException(
                        "What earlier runs have left in a container engine is not gone: " + item);
            }
        }
    }
}
