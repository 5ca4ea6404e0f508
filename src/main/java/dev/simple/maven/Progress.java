package dev.simple.maven;

import dev.simple.model.RunResult;

/**
 * How far an interrupted run has come, and how it goes on.
 *
 * @param units the number of classes and spec files, done or not
 * @param noun what they are called together, such as test classes
 * @param resume the command that continues the run
 */
record Progress(int units, String noun, String resume) {

    String sentences(RunResult result) {
        return sentences(units - result.notRun().size());
    }

    String sentences(int done) {
        return done + " of " + units + " " + noun + " done. Continue with: " + resume;
    }
}
