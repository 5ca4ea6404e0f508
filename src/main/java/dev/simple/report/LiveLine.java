package dev.simple.report;

import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.ClassFinished;
import dev.simple.model.RunEvent.ClassStarted;
import dev.simple.model.RunEvent.RunFinished;
import dev.simple.model.RunEvent.RunStarted;
import dev.simple.model.UnitName;
import dev.simple.report.StyledText.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The console's last line: how far the run is and what is running. The screen erases it before anything else. */
final class LiveLine {

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int NAMED = 2;

    private final Screen screen;
    private final boolean colour;
    private final Map<String, Instant> running = new LinkedHashMap<>();
    private @Nullable RunStarted run;
    private @Nullable Instant drawnAt;
    private Duration work = Duration.ZERO;
    private int before;
    private int done;
    private int problems;

    LiveLine(Screen screen, boolean colour) {
        this.screen = screen;
        this.colour = colour;
    }

    void on(RunEvent event) {
        if (event instanceof RunStarted started) {
            run = started;
            before = started.earlier().units().size();
            problems = started.earlier().units().stream()
                    .mapToInt(unit -> unit.counts().problems())
                    .sum();
        } else if (event instanceof ClassStarted started) {
            running.put(started.className(), started.at());
        } else if (event instanceof ClassFinished finished) {
            finished(finished);
        } else if (event instanceof RunFinished) {
            run = null;
        }
        tick(event.at());
    }

    void tick(Instant now) {
        // Absolute, because a wall clock may be set back.
        boolean early = drawnAt != null && Duration.between(drawnAt, now).abs().compareTo(INTERVAL) < 0;
        if (run == null || early) {
            return;
        }
        screen.draw(text(run, now));
        drawnAt = now;
    }

    private void finished(ClassFinished event) {
        running.remove(event.result().className());
        work = work.plus(event.result().duration());
        if (event.last()) {
            done++;
            problems += event.result().counts().problems();
        }
    }

    private String text(RunStarted run, Instant now) {
        StyledText text = new StyledText(colour);
        text.add(
                Style.STRONG,
                before + done + " of " + (before + run.classNames().size()));
        text.add(" done, ");
        if (problems > 0) {
            text.add(Style.FAILURE, problems + (problems == 1 ? " test failed" : " tests failed"))
                    .add(", ");
        }
        text.add(Times.rough(Duration.between(run.at(), now)));
        Duration left = left(run, now);
        if (left != null) {
            text.add(", about " + Times.rough(left) + " left");
        }
        return text.add(running(now)).toString();
    }

    private String running(Instant now) {
        if (running.isEmpty()) {
            boolean over = run != null && done == run.classNames().size();
            return done == 0 ? " | starting" : over ? " | waiting for the workers to exit" : "";
        }
        StringBuilder text = new StringBuilder();
        running.entrySet().stream()
                .limit(NAMED)
                .forEach(entry -> text.append(text.isEmpty() ? " | " : ", ")
                        .append(UnitName.simple(entry.getKey()))
                        .append(' ')
                        .append(Times.rough(Duration.between(entry.getValue(), now))));
        if (running.size() > NAMED) {
            text.append(", +").append(running.size() - NAMED);
        }
        return text.toString();
    }

    /** What the last run took, less what this one has done, spread over the workers; null once that is used up. */
    private @Nullable Duration left(RunStarted run, Instant now) {
        if (run.expected() == null) {
            return null;
        }
        Duration left = run.expected().minus(work);
        for (Instant since : running.values()) {
            left = left.minus(Duration.between(since, now));
        }
        Duration shared = left.dividedBy(Math.max(1, run.workers()));
        return shared.compareTo(Duration.ofSeconds(1)) < 0 ? null : shared;
    }
}
