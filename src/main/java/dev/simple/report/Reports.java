package dev.simple.report;

import dev.simple.config.LeakPolicy;
import dev.simple.config.RunConfiguration.ReportContent;
import dev.simple.config.RunConfiguration.Reporting;
import dev.simple.model.RunEvent;
import dev.simple.model.RunEvent.Notice;
import dev.simple.model.RunListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All listeners of a run as one. None of them can break the run or keep an event from the others: what goes wrong is
 * kept, one sentence a listener, for the build to fail with at its end.
 */
public final class Reports implements RunListener {

    private final List<RunListener> listeners;
    private final ConsoleReporter console;
    private final Set<RunListener> failed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<String> failures = new ArrayList<>();

    /** @param listeners told of each event in this order, the console last */
    public Reports(List<RunListener> listeners, ConsoleReporter console) {
        this.listeners = List.copyOf(listeners);
        this.console = console;
    }

    /**
     * The reports that a configuration asks for.
     *
     * @param leaks what is made of processes that tests leave behind
     * @param records told of each event after the reports are, such as the event log: what they say has ended has its
     *     report
     * @param systemProperties what the XML report shows as the worker's system properties
     * @param profiles the profile of a class or spec file, null if it has none
     */
    public static Reports of(
            Reporting reporting,
            LeakPolicy leaks,
            List<RunListener> records,
            Console console,
            Map<String, String> systemProperties,
            Function<String, @Nullable String> profiles) {
        List<RunListener> listeners = new ArrayList<>();
        ReportContent content = reporting.content();
        if (content.xml()) {
            listeners.add(new XmlReports(reporting.reportsDirectory(), content, systemProperties));
        }
        listeners.add(new LeakReport(reporting.reportsDirectory(), leaks));
        if (content.text()) {
            listeners.add(new TextReports(reporting.reportsDirectory(), content));
        }
        if (reporting.redirectTestOutput()) {
            listeners.add(new OutputFiles(reporting.reportsDirectory(), content.nameSuffix()));
        }
        listeners.addAll(records);
        listeners.add(new ResultsFile(reporting.ownDirectory(), leaks, profiles));
        return new Reports(listeners, new ConsoleReporter(reporting, console));
    }

    @Override
    public void on(RunEvent event) {
        for (RunListener listener : listeners) {
            guard(listener, event.at(), () -> listener.on(event));
        }
        guard(console, event.at(), () -> console.on(event));
    }

    /** Keeps the console's live line going; to be called on the same thread as the events, a few times a second. */
    @Override
    public void tick(Instant now) {
        guard(console, now, () -> console.tick(now));
    }

    /** What could not be reported, in full sentences; empty if all is well. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    // Errors too: a report that needs too much memory or stack is lost, the run need not be.
    private void guard(RunListener listener, Instant at, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            if (!failed.add(listener)) {
                return;
            }
            String sentence = FailureText.of(listener, e);
            failures.add(sentence);
            if (listener != console) {
                guard(console, at, () -> console.on(new Notice(at, sentence)));
            }
        }
    }
}
