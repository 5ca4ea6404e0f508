package dev.simple.checkpoint;

import dev.simple.model.EarlierResults;
import dev.simple.model.Leak;
import dev.simple.model.RunInputs;
import dev.simple.model.UnitName;
import dev.simple.model.UnitResult;
import dev.simple.model.WorkerCrash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is left to do when a run is continued: whatever has no valid result.
 *
 * @param kept what is done
 * @param outstanding classes and spec files to run, in the order in which they were given
 * @param dropped classes and spec files with results that are not among those to run any more
 * @param notices what became of results that do not count, in sentences
 */
public record ResumePlan(EarlierResults kept, List<String> outstanding, List<String> dropped, List<String> notices) {

    private static final int NAMED = 3;

    public ResumePlan {
        outstanding = List.copyOf(outstanding);
        dropped = List.copyOf(dropped);
        notices = List.copyOf(notices);
    }

    /**
     * Compares what an earlier run has found with what there is now.
     *
     * @param now what results depend on, with a fingerprint for each of the units and the classes around them
     * @param units the classes and spec files that are chosen now
     * @param rerunFailed whether classes with failures and errors are outstanding too
     * @param hasReport whether the report of a class with tests is there
     */
    public static ResumePlan of(
            Checkpoint earlier, RunInputs now, List<String> units, boolean rerunFailed, Predicate<String> hasReport) {
        return new Comparison(earlier.results(), now, units, rerunFailed, hasReport).plan();
    }

    private static final class Comparison {

        private final EarlierResults earlier;
        private final RunInputs now;
        private final List<String> units;
        private final boolean rerunFailed;
        private final Predicate<String> hasReport;
        private final List<String> notices = new ArrayList<>();

        Comparison(
                EarlierResults earlier,
                RunInputs now,
                List<String> units,
                boolean rerunFailed,
                Predicate<String> hasReport) {
            this.earlier = earlier;
            this.now = now;
            this.units = units;
            this.rerunFailed = rerunFailed;
            this.hasReport = hasReport;
        }

        ResumePlan plan() {
            Map<String, List<String>> families = units.stream().collect(Collectors.groupingBy(UnitName::family));
            List<UnitResult> present = earlier.units().stream()
                    .filter(unit -> families.containsKey(UnitName.family(unit.name())))
                    .toList();
            List<String> dropped = earlier.units().stream()
                    .map(UnitResult::name)
                    .filter(name -> !families.containsKey(UnitName.family(name)))
                    .toList();
            notice(
                    dropped,
                    " with a result does not exist any more or is not chosen any more; the result is dropped",
                    " with results do not exist any more or are not chosen any more; the results are dropped");
            Set<String> valid = isStaleAsAWhole(present) ? Set.of() : valid(present);
            Set<String> done = families.entrySet().stream()
                    .filter(family -> isDone(family.getKey(), family.getValue(), present, valid))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            List<UnitResult> kept = present.stream()
                    .filter(unit -> done.contains(UnitName.family(unit.name())))
                    .toList();
            return new ResumePlan(
                    results(kept, done),
                    units.stream()
                            .filter(unit -> !done.contains(UnitName.family(unit)))
                            .toList(),
                    dropped,
                    notices);
        }

        /** A nested class may have been run as part of the one around it: they are done together or not at all. */
        private static boolean isDone(
                String family, List<String> members, List<UnitResult> present, Set<String> valid) {
            return members.stream().allMatch(unit -> valid.contains(unit) || valid.contains(family))
                    && present.stream()
                            .map(UnitResult::name)
                            .filter(name -> UnitName.family(name).equals(family))
                            .allMatch(valid::contains);
        }

        private boolean isStaleAsAWhole(List<UnitResult> present) {
            if (present.isEmpty()) {
                return false;
            }
            List<String> causes = new ArrayList<>(changedSettings());
            if (!earlier.inputs().classPath().equals(now.classPath())) {
                causes.add(0, "the class path");
            }
            if (causes.isEmpty()) {
                return false;
            }
            notices.add("Since the interrupted run, " + enumerate(causes) + (causes.size() == 1 ? " has" : " have")
                    + " changed: " + present.size() + (present.size() == 1 ? " result is" : " results are")
                    + " stale and will be found anew.");
            return true;
        }

        private Set<String> changedSettings() {
            Set<String> names = new TreeSet<>(now.settings().keySet());
            names.addAll(earlier.inputs().settings().keySet());
            names.removeIf(name -> Objects.equals(
                    now.settings().get(name), earlier.inputs().settings().get(name)));
            return names;
        }

        private Set<String> valid(List<UnitResult> present) {
            Set<String> valid = new LinkedHashSet<>();
            List<String> changed = new ArrayList<>();
            List<String> unreported = new ArrayList<>();
            for (UnitResult unit : present) {
                String name = unit.name();
                String fingerprint = now.units().get(name);
                if (fingerprint == null
                        || !fingerprint.equals(earlier.inputs().units().get(name))) {
                    changed.add(name);
                } else if (unit.counts().tests() > 0 && !hasReport.test(name)) {
                    unreported.add(name);
                } else if (!rerunFailed || unit.counts().problems() == 0) {
                    valid.add(name);
                }
            }
            notice(changed, " has changed and runs again", " have changed and run again");
            notice(unreported, " has no report any more and runs again", " have no report any more and run again");
            return valid;
        }

        private EarlierResults results(List<UnitResult> kept, Set<String> done) {
            Predicate<List<String>> counts =
                    names -> names.stream().map(UnitName::family).allMatch(done::contains);
            List<WorkerCrash> crashes = earlier.crashes().stream()
                    .filter(crash -> counts.test(crash.classNames()))
                    .toList();
            // What could not be ended may be gone by now; if it is not, the janitor names it.
            List<Leak> leaks = earlier.leaks().stream()
                    .filter(leak -> leak.ended() && counts.test(leak.classNames()))
                    .toList();
            Map<String, String> fingerprints = new HashMap<>(now.units());
            fingerprints.keySet().removeIf(name -> !done.contains(UnitName.family(name)));
            return new EarlierResults(
                    kept, new RunInputs(now.classPath(), now.settings(), fingerprints), crashes, leaks);
        }

        private void notice(List<String> names, String one, String several) {
            if (!names.isEmpty()) {
                String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
                String subject =
                        names.size() == 1 ? "1 class or file" + one : names.size() + " classes or files" + several;
                notices.add(subject + ": " + named + (names.size() > NAMED ? ", ..." : "") + ".");
            }
        }

        private static String enumerate(Collection<String> names) {
            List<String> all = List.copyOf(names);
            int last = all.size() - 1;
            return last == 0 ? all.get(0) : String.join(", ", all.subList(0, last)) + " and " + all.get(last);
        }
    }
}
