package dev.simple.report;

import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.model.ClassResult;
import dev.simple.model.Outcome;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.ClassSlow;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunEvent.ContainmentKnown;
import dev.simple.model.RunEvent.Notice;
import dev.simple.model.RunEvent.OutputReceived;
import dev.simple.model.RunEvent.PressureChanged;
import dev.simple.model.RunEvent.ProcessesLeftBehind;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.RunEvent.WorkerCrashed;
import dev.simple.model.RunListener;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The console in Surefire's words, which people and tools know, and the live line below them. */
public final class ConsoleReporter implements RunListener {

    private static final String RULE = "-".repeat(55);

    /** Enough for the thread that hangs, which stands first in a dump. */
    private static final int DUMP_LINES = 30;

    private final Screen screen;
    private final ClassRuns runs = new ClassRuns();
    private final ResultLines results;
    private final @Nullable LiveLine liveLine;
    private final boolean colour;
    private final boolean redirected;
    private final boolean summary;

    public ConsoleReporter(Reporting reporting, Console console) {
        screen = new Screen(console);
        colour = reporting.colour();
        summary = reporting.content().summary();
        redirected = reporting.redirectTestOutput();
        results = new ResultLines(screen, colour);
        liveLine = reporting.live() ? new LiveLine(screen, colour) : null;
    }

    @Override
    public void on(RunEvent event) {
        if (summary) {
            summarise(event);
        }
        if (event instanceof OutputReceived output) {
            output(output);
        } else if (event instanceof ClassSlow slow) {
            screen.warn(TroubleText.of(slow));
        } else if (event instanceof WorkerCrashed crashed) {
            screen.error(TroubleText.of(crashed));
        } else if (event instanceof ContainmentKnown known) {
            Consumer<String> level = known.complete() ? screen::info : screen::warn;
            level.accept("Containment: " + known.containment());
        } else if (event instanceof ProcessesLeftBehind left) {
            TroubleText.of(left).lines().forEach(screen::warn);
        } else if (event instanceof PressureChanged changed) {
            pressure(changed);
        } else if (event instanceof Notice notice) {
            screen.warn(notice.message());
        }
        if (liveLine != null) {
            liveLine.on(event);
        }
    }

    private void summarise(RunEvent event) {
        if (event instanceof RunStarted started) {
            header(started);
        } else if (event instanceof ClassStarted started) {
            screen.info(new StyledText(colour)
                    .add("Running ")
                    .addClassName(started.className())
                    .add(started.run() == 1 ? "" : " (rerun " + (started.run() - 1) + ")")
                    .toString());
        } else if (event instanceof ClassFinished finished) {
            classFinished(finished);
        } else if (event instanceof RunFinished finished) {
            results.print(finished.result());
        }
    }

    /** Keeps the live line's times going while nothing happens. */
    @Override
    public void tick(Instant now) {
        if (liveLine != null) {
            liveLine.tick(now);
        }
    }

    private void header(RunStarted event) {
        screen.info("");
        screen.info(RULE);
        screen.info(" T E S T S");
        screen.info(RULE);
        int done = event.earlier().units().size();
        if (done > 0) {
            int outstanding = event.classNames().size();
            screen.info("Resuming: " + done + " of " + (done + outstanding) + " classes and files are done, "
                    + outstanding + " outstanding");
        }
    }

    private void classFinished(ClassFinished event) {
        ClassResult result = event.result();
        ClassRun run = runs.latest(event);
        if (result.tests().isEmpty() && result.interruption() == null) {
            return;
        }
        Consumer<String> level =
                run.hasProblems() ? screen::error : run.count(Outcome.SKIPPED) > 0 ? screen::warn : screen::info;
        level.accept(ClassSummary.of(run, colour));
        run.details(DUMP_LINES, false).forEach(level);
    }

    private void pressure(PressureChanged event) {
        String reason = event.reason();
        switch (event.level()) {
            case HOLDING -> screen.warn("Slowing down: " + reason + ". No class starts until that is over.");
            case EASING -> screen.warn("Going on with one class at a time: " + reason + ".");
            case NONE -> screen.info("Going on as before: " + reason + ".");
            case SHUTDOWN -> screen.error("Resource shutdown: " + reason + ". The run ends here.");
        }
    }

    // What no class wrote has no file to go to: it is shown even if output is redirected.
    private void output(OutputReceived event) {
        if (!redirected || event.className() == null) {
            screen.raw(event.kind(), event.bytes());
        }
    }
}
