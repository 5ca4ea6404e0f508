package dev.simple.tap;

import dev.simple.tap.TapLine.BailOut;
import dev.simple.tap.TapLine.Comment;
import dev.simple.tap.TapLine.Plan;
import dev.simple.tap.TapLine.Point;
import dev.simple.tap.TapLine.Subtest;
import dev.simple.tap.TapTest.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines of a stream put together: tests with their diagnostics and subtests. */
final class TapDocument {

    private static final int INDENTATION = 4;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_NAME = 500;

    /** A test's line while diagnostics may follow, with the tests of its subtest if it has one. */
    private record Pending(Point point, int depth, @Nullable TapLevel subtest, Diagnostics diagnostics) {}

    private final Consumer<TapTest> started;
    private final Consumer<TapTest> finished;
    private final List<TapLevel> levels = new ArrayList<>(List.of(new TapLevel("", List.of())));
    private @Nullable Pending pending;
    private @Nullable String yamlIndentation;
    private @Nullable String bailOut;
    private int serial;

    TapDocument(Consumer<TapTest> started, Consumer<TapTest> finished) {
        this.started = started;
        this.finished = finished;
    }

    TapLevel top() {
        return levels.get(0);
    }

    /** Why the stream gave up, null if it did not. */
    @Nullable
    String bailOut() {
        return bailOut;
    }

    void add(String line) {
        if (addsToYaml(line) || line.isBlank()) {
            return;
        }
        String body = line.stripLeading();
        int indentation = line.length() - body.length();
        if (opensYaml(body, indentation)) {
            yamlIndentation = line.substring(0, indentation);
            diagnostics().add(line);
            return;
        }
        TapLine parsed = TapLine.parse(body.stripTrailing());
        if (parsed instanceof Comment) {
            if (pending != null) {
                diagnostics().addComment(line);
            }
            return;
        }
        complete();
        if (parsed instanceof BailOut end && bailOut == null) {
            bailOut = end.reason();
        } else if (indentation % INDENTATION == 0 && indentation <= MAX_DEPTH * INDENTATION) {
            add(parsed, indentation / INDENTATION, line);
        }
    }

    private void add(TapLine line, int depth, String text) {
        if (line instanceof Point point) {
            open(depth);
            TapLevel subtest = depth + 1 < levels.size() ? levels.get(depth + 1) : null;
            close(depth);
            pending = new Pending(point, depth, subtest, new Diagnostics());
            diagnostics().add(text);
        } else if (line instanceof Plan plan) {
            open(depth);
            levels.get(depth).plan(plan);
        } else if (line instanceof Subtest subtest) {
            open(depth);
            levels.get(depth).announced = subtest.name();
        }
    }

    /** Nothing follows: whatever is still open counts as it is. */
    void end() {
        complete();
        while (levels.size() > 1) {
            TapLevel closed = levels.remove(levels.size() - 1);
            top().reported += closed.reported;
            closed.held.forEach(test -> finish(top(), test));
        }
    }

    private Diagnostics diagnostics() {
        if (pending == null) {
            throw new IllegalStateException("There is no test that diagnostics could belong to.");
        }
        return pending.diagnostics();
    }

    private boolean opensYaml(String body, int indentation) {
        return pending != null
                && indentation > pending.depth() * INDENTATION
                && indentation < (pending.depth() + 1) * INDENTATION
                && body.strip().equals("---");
    }

    private boolean addsToYaml(String line) {
        if (yamlIndentation == null) {
            return false;
        }
        if (!line.isBlank() && !line.startsWith(yamlIndentation)) {
            yamlIndentation = null;
            return false;
        }
        String content = line.isBlank() ? "" : line.substring(yamlIndentation.length());
        diagnostics().addYaml(line.isBlank() ? "" : yamlIndentation, content);
        if (content.stripTrailing().equals("...")) {
            yamlIndentation = null;
        }
        return true;
    }

    private void open(int depth) {
        while (levels.size() <= depth) {
            TapLevel parent = levels.get(levels.size() - 1);
            int number = parent.nextNumber();
            String name = parent.announced == null ? "subtest " + number : parent.announced;
            levels.add(new TapLevel(joined(parent.name, cut(name)), with(parent.path, number)));
        }
    }

    /** Leaves the levels below a depth. What the one right below holds goes with the test that ends it. */
    private void close(int depth) {
        while (levels.size() > depth + 1) {
            TapLevel closed = levels.remove(levels.size() - 1);
            if (levels.size() > depth + 1) {
                TapLevel around = levels.get(levels.size() - 1);
                around.reported += closed.reported;
                around.held.addAll(closed.held);
            }
        }
        levels.get(depth).announced = null;
    }

    private void complete() {
        Pending ended = pending;
        if (ended == null) {
            return;
        }
        pending = null;
        yamlIndentation = null;
        TapLevel level = levels.get(ended.depth());
        int number = level.count(ended.point().number());
        TapLevel subtest = ended.subtest();
        if (subtest == null || subtest.reported == 0) {
            report(level, test(level, ended, number));
            return;
        }
        Directive directive = ended.point().directive();
        boolean excused = directive != Directive.NONE;
        level.reported += subtest.reported;
        for (TapTest failed : subtest.held) {
            finish(level, excused ? failed.excusedAs(directive, ended.point().reason()) : failed);
        }
        if (!ended.point().ok() && !excused && subtest.held.isEmpty()) {
            report(level, test(level, ended, number));
        }
    }

    private void report(TapLevel level, TapTest test) {
        level.reported++;
        started.accept(test);
        finish(level, test);
    }

    private void finish(TapLevel level, TapTest test) {
        if (test.isFailure() && level != top()) {
            level.held.add(test);
        } else {
            level.failures += test.isFailure() ? 1 : 0;
            finished.accept(test);
        }
    }

    private TapTest test(TapLevel level, Pending ended, int number) {
        Point point = ended.point();
        String name = point.description().isEmpty() ? "test " + number : cut(point.description());
        return new TapTest(
                ++serial,
                with(level.path, number),
                joined(level.name, name),
                point.ok(),
                point.directive(),
                point.reason(),
                ended.diagnostics().text(),
                ended.diagnostics().message(),
                ended.diagnostics().duration());
    }

    private static List<Integer> with(List<Integer> path, int number) {
        List<Integer> longer = new ArrayList<>(path);
        longer.add(number);
        return longer;
    }

    private static String joined(String outer, String inner) {
        return outer.isEmpty() ? inner : outer + " > " + inner;
    }

    private static String cut(String name) {
        return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "...";
    }
}
