package dev.simple.matrix;

import dev.simple.fixtures.Workload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was seen after a fault.
 *
 * @param cells the processes of each workload
 * @param jvms the runner, the supervisor and the workers
 * @param exitCode of the runner, -1 if it did not end
 * @param zombies processes of the workloads that have ended and were not waited for
 * @param files what is left of the run's files
 * @param missing processes that have nothing to do with the run and were ended
 * @param nextSucceeded false if there was a next run, and it failed
 * @param transcript what the runner printed
 */
record Outcome(
        Trial trial,
        Map<Workload, Cell> cells,
        Cell jvms,
        int exitCode,
        int zombies,
        List<String> files,
        List<String> missing,
        boolean nextSucceeded,
        String transcript) {

    /**
     * What was seen of something.
     *
     * @param millis from the fault to the first look at which it was gone for good
     * @param left what was there at the last look
     */
    record Cell(long millis, List<String> left) {}

    /** The workloads of which something is left. */
    Set<Workload> survivors() {
        return cells.entrySet().stream()
                .filter(cell -> !cell.getValue().left().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Workload.class)));
    }

    /** What is wrong apart from the workloads. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!jvms.left().isEmpty()) {
            problems.add("JVMs are left: " + jvms.left());
        }
        if (exitCode != trial.exitCode()) {
            problems.add("The exit code is " + exitCode + " instead of " + trial.exitCode() + ".");
        }
        if (!files.isEmpty()) {
            problems.add("Files are left: " + files);
        }
        if (!missing.isEmpty()) {
            problems.add("Others were ended: " + missing);
        }
        if (!nextSucceeded) {
            problems.add("The next run failed.");
        }
        return problems;
    }
}
