package dev.simple.maven;

import dev.simple.config.LeakPolicy;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.model.Counts;
import dev.simple.model.Leak;
import dev.simple.model.LeakKind;
import dev.simple.model.Problem;
import dev.simple.model.RunEnd;
import dev.simple.model.RunResult;
import dev.simple.model.TestResult;
import dev.simple.model.WorkerEnd;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Turns the result of a run into the success or failure of the build. */
final class RunVerdict {

    private static final String CRASH = "dev.simple.WorkerCrash";

    private final RunResult result;
    private final LeakPolicy leaks;
    private final int failOnFlakeCount;
    private final Reporting reporting;
    private final List<String> lostReports;
    private final Progress progress;

    /**
     * Judges a finished run.
     *
     * @param leaks what is made of processes that tests left behind
     * @param failOnFlakeCount so many flaky tests fail the build, 0 for never
     * @param lostReports sentences on reports that could not be written
     */
    RunVerdict(
            RunResult result,
            LeakPolicy leaks,
            int failOnFlakeCount,
            Reporting reporting,
            List<String> lostReports,
            Progress progress) {
        this.leaks = leaks;
        this.failOnFlakeCount = failOnFlakeCount;
        this.result = result;
        this.reporting = reporting;
        this.lostReports = lostReports;
        this.progress = progress;
    }

    /**
     * Fails the build if it has to.
     *
     * @param ignoreFailures whether failed tests leave the build successful; crashes and lost reports never do
     */
    void apply(boolean ignoreFailures, Log log) throws MojoFailureException, MojoExecutionException {
        judge(ignoreFailures, log::error);
    }

    /**
     * The same, for who does something else with what is ignored.
     *
     * @param ignored told each message that would have failed the build
     */
    void judge(boolean ignoreFailures, Consumer<String> ignored) throws MojoFailureException, MojoExecutionException {
        if (result.end() == RunEnd.RESOURCE_SHUTDOWN) {
            String unreported = lostReports.isEmpty() ? "" : "\nThe run was ended, but " + lost();
            throw new ResourceShutdownException("Resource shutdown: " + result.stopReason() + ". "
                    + progress.sentences(result) + unreported + whereReportsAre());
        }
        if (!result.crashes().isEmpty()) {
            throw new MojoFailureException(crashMessage() + whereReportsAre());
        }
        List<Leak> survivors =
                result.leaks().stream().filter(leak -> !leak.ended()).toList();
        if (!survivors.isEmpty()) {
            throw new MojoFailureException(number(survivors) + " that tests left behind cannot be ended: "
                    + describe(survivors) + ". End them by hand." + whereReportsAre());
        }
        if (result.counts().problems() > 0) {
            String message = failureMessage() + whereReportsAre();
            fail(message, ignoreFailures, ignored);
        }
        int flaky = result.counts().flaky();
        if (failOnFlakeCount > 0 && flaky >= failOnFlakeCount) {
            String message = "There are flaky tests: " + plural(flaky, "test") + " passed only when run again, and"
                    + " failOnFlakeCount is " + failOnFlakeCount + "." + whereReportsAre();
            fail(message, ignoreFailures, ignored);
        }
        if (leaks == LeakPolicy.FAIL && !result.leaks().isEmpty()) {
            String message = number(result.leaks()) + " left behind by tests, and ended: "
                    + describe(result.leaks())
                    + ". simple.leaks=fail makes that a failure; stop what a test starts at its"
                    + " end." + whereReportsAre();
            fail(message, ignoreFailures, ignored);
        }
        if (result.counts().problems() == 0 && !result.notRun().isEmpty()) {
            String message = result.notRun().size()
                    + (result.notRun().size() == 1 ? " test class or spec file" : " test classes or spec files")
                    + " of this module did not run: " + result.stopReason() + ". " + progress.sentences(result)
                    + whereReportsAre();
            // As in the module that has reached the limit, which is ignored too.
            fail(message, ignoreFailures, ignored);
        }
        if (!lostReports.isEmpty()) {
            throw new MojoExecutionException("The tests have run, but " + lost());
        }
    }

    private static void fail(String message, boolean ignoreFailures, Consumer<String> ignored)
            throws MojoFailureException {
        if (!ignoreFailures) {
            throw new MojoFailureException(message);
        }
        ignored.accept(message);
    }

    private String lost() {
        return "not everything could be reported. " + String.join(" ", lostReports);
    }

    private static String number(List<Leak> leaks) {
        List<LeakKind> kinds = leaks.stream().map(Leak::kind).distinct().toList();
        return kinds.size() == 1
                ? plural(leaks.size(), word(kinds.get(0)))
                : leaks.size() + " processes, containers, networks or volumes";
    }

    private static String word(LeakKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String describe(List<Leak> leaks) {
        Leak first = leaks.get(0);
        String command = first.commandLine();
        return (first.kind() == LeakKind.PROCESS ? "process " + first.pid() : word(first.kind()))
                + (first.classNames().isEmpty() ? "" : " of " + String.join(" or ", first.classNames()))
                + " (" + (command.length() > 80 ? command.substring(0, 80) + "..." : command) + ")"
                + (leaks.size() > 1 ? " and " + (leaks.size() - 1) + " more" : "");
    }

    private String crashMessage() {
        List<WorkerEnd> crashes = result.crashes();
        TestResult first = first(CRASH);
        return (crashes.size() == 1 ? "A test process crashed. " : crashes.size() + " test processes crashed. ")
                + crashes.get(0).cause()
                + (first == null ? "" : " It was running " + first.test().className() + ".")
                + (result.counts().problems() > 0 ? " " + failureMessage() : "");
    }

    private String failureMessage() {
        Counts counts = result.counts();
        TestResult first = first("");
        Problem problem = first == null ? null : first.first().problem();
        boolean told = problem != null
                && problem.type().equals(CRASH)
                && !result.crashes().isEmpty();
        return "There are test failures: " + plural(counts.failures(), "failure") + " and "
                + plural(counts.errors(), "error") + " in " + plural(counts.tests(), "test") + "."
                + (problem == null || told ? "" : " First: " + problem.summary());
    }

    private static String plural(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : noun.endsWith("s") ? "es" : "s");
    }

    private @Nullable TestResult first(String typePrefix) {
        return result.problems().stream()
                .filter(test -> test.verdict().isProblem())
                .filter(test -> test.first().problem() != null
                        && test.first().problem().type().startsWith(typePrefix))
                .findFirst()
                .orElse(null);
    }

    private String whereReportsAre() {
        return "\nReports are in " + reporting.reportsDirectory() + " and " + reporting.ownDirectory() + ".";
    }
}
