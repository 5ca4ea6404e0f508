package dev.simple.run;

import dev.simple.config.UnitLimits;
import dev.simple.model.EarlierResults;
import dev.simple.model.RunIdentity;
import dev.simple.model.RunInputs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/**
 * What a run has to do.
 *
 * @param classNames those that are outstanding
 * @param specFiles relative to their directory; none has the name of a class
 * @param inputs what the results will depend on, still being found out
 * @param earlier what need not be done
 * @param previousDurations how long each class and spec file took in an earlier run, as far as it is known
 * @param previousMemory how many bytes the processes of each used at most, as far as it is known
 * @param limits of the classes and spec files that have some of their own
 */
public record RunPlan(
        RunIdentity identity,
        List<String> classNames,
        List<String> specFiles,
        Future<RunInputs> inputs,
        EarlierResults earlier,
        Map<String, Duration> previousDurations,
        Map<String, Long> previousMemory,
        Map<String, UnitLimits> limits) {

    public RunPlan {
        classNames = List.copyOf(classNames);
        specFiles = List.copyOf(specFiles);
        previousDurations = Map.copyOf(previousDurations);
        previousMemory = Map.copyOf(previousMemory);
        limits = Map.copyOf(limits);
    }

    /** The same with other limits. */
    public RunPlan with(Map<String, UnitLimits> possible) {
        return new RunPlan(
                identity, classNames, specFiles, inputs, earlier, previousDurations, previousMemory, possible);
    }
}
