package dev.simple.worker;

import dev.simple.protocol.ProblemDescription;
import dev.simple.protocol.TestDescription;
import dev.simple.protocol.WorkerMessage.ClassFinished;
import dev.simple.protocol.WorkerMessage.ClassStarted;
import dev.simple.protocol.WorkerMessage.Planned;
import dev.simple.protocol.WorkerMessage.TestFinished;
import dev.simple.protocol.WorkerMessage.TestSkipped;
import dev.simple.protocol.WorkerMessage.TestStarted;
import dev.simple.worker.RunningTests.Running;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Tells the runner of one request's events, each before the platform goes on. In parallel mode it is called by several
 * threads at once, and the classes interleave.
 */
final class BatchListener implements TestExecutionListener {

    private final RunnerChannel channel;
    private final RunningTests running;
    private final NativeStreams streams;
    private final ClassGate gate;
    private final boolean trimStackTrace;
    private final OpenClasses open = new OpenClasses();
    private final Set<String> withoutResult = new LinkedHashSet<>();
    private final Set<String> withPassedTest = ConcurrentHashMap.newKeySet();
    private final Set<String> entered = ConcurrentHashMap.newKeySet();
    private final Map<String, Throwable> engineFailures = new LinkedHashMap<>();
    /** How many tests and containers the thread is in the middle of. */
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

    private @Nullable ReportNames names;
    private @Nullable TestPlan plan;

    BatchListener(
            RunnerChannel channel,
            RunningTests running,
            NativeStreams streams,
            ClassGate gate,
            boolean trimStackTrace) {
        this.channel = channel;
        this.running = running;
        this.streams = streams;
        this.gate = gate;
        this.trimStackTrace = trimStackTrace;
    }

    /** Names the requested classes, which are blamed when an engine fails without saying for which class. */
    void expect(List<String> classNames) {
        withoutResult.addAll(classNames);
    }

    /** Reports a class that could not even be looked at. */
    void reportBrokenClass(String className, Throwable problem) {
        gate.enter(false);
        startClass(className);
        report(
                new TestDescription(className, className, className, ReportNames.INITIALIZATION_ERROR, className),
                problem);
        finishClass(className);
        gate.leave();
    }

    /**
     * An engine that failed as a whole has run none of its classes, so none of them may pass for tested. If all have
     * been run, it failed to clean up after them, and is reported itself.
     */
    void reportEngineFailures() {
        engineFailures.forEach((engine, problem) -> {
            List<String> blamed = withoutResult.isEmpty() ? List.of(engine) : List.copyOf(withoutResult);
            for (String className : blamed) {
                reportBrokenClass(className, problem);
            }
        });
    }

    @Override
    public void testPlanExecutionStarted(TestPlan testPlan) {
        plan = testPlan;
        names = new ReportNames(testPlan);
        channel.send(new Planned(open.count(testPlan, names)));
    }

    @Override
    public void executionStarted(TestIdentifier identifier) {
        if (isEngine(identifier)) {
            return;
        }
        identifier.getParentId().ifPresent(entered::add);
        if (isTop(identifier)) {
            enter(identifier);
        }
        depth.set(depth.get() + 1);
        if (identifier.isTest()) {
            TestDescription description = names().describe(identifier);
            channel.send(new TestStarted(running.start(description).number(), description));
        }
    }

    @Override
    public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
        Throwable problem = result.getStatus() == TestExecutionResult.Status.FAILED
                ? result.getThrowable().orElseGet(() -> new AssertionError("The engine gave no reason."))
                : null;
        if (isEngine(identifier)) {
            if (problem != null) {
                engineFailures.put(identifier.getDisplayName(), problem);
            }
            return;
        }
        depth.set(Math.max(0, depth.get() - 1));
        if (identifier.isTest()) {
            finish(identifier, result, problem);
        } else if (problem != null) {
            report(describeContainer(identifier), problem);
        } else if (result.getStatus() == TestExecutionResult.Status.ABORTED
                && !entered.contains(identifier.getUniqueId())) {
            skipAll(identifier, result.getThrowable().map(Problems::message).orElse(null));
        }
        if (isTop(identifier)) {
            leave(identifier);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier identifier, String reason) {
        if (isEngine(identifier)) {
            plan().getChildren(identifier).forEach(top -> executionSkipped(top, reason));
            return;
        }
        if (isTop(identifier)) {
            enter(identifier);
        }
        skipAll(identifier, reason);
        if (isTop(identifier)) {
            leave(identifier);
        }
    }

    private void finish(TestIdentifier identifier, TestExecutionResult result, @Nullable Throwable problem) {
        Running test = running.finish(identifier.getUniqueId());
        if (test == null) {
            return;
        }
        String abortReason = null;
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            abortReason = result.getThrowable().map(Problems::message).orElse("");
        } else if (problem == null) {
            withPassedTest.add(test.className());
        }
        ProblemDescription description =
                problem == null ? null : Problems.describe(problem, test.className(), trimStackTrace);
        channel.send(new TestFinished(test.number(), System.nanoTime() - test.startNanos(), description, abortReason));
    }

    private TestDescription describeContainer(TestIdentifier identifier) {
        if (!isClass(identifier)) {
            return names().describe(identifier);
        }
        boolean passed = withPassedTest.contains(names().className(identifier));
        return names().describe(identifier, passed ? ReportNames.EXECUTION_ERROR : ReportNames.INITIALIZATION_ERROR);
    }

    private void report(TestDescription description, Throwable problem) {
        Running test = running.start(description);
        channel.send(new TestStarted(test.number(), description));
        running.finish(description.uniqueId());
        channel.send(new TestFinished(
                test.number(), 0, Problems.describe(problem, description.className(), trimStackTrace), null));
    }

    /** The tests of a class are skipped one by one; of a method, how many they would be is not known. */
    private void skipAll(TestIdentifier identifier, @Nullable String reason) {
        Set<TestIdentifier> children = isClass(identifier) ? plan().getChildren(identifier) : Set.of();
        if (children.isEmpty()) {
            skip(identifier, reason);
        }
        for (TestIdentifier child : children) {
            skip(child, reason);
        }
    }

    private void skip(TestIdentifier identifier, @Nullable String reason) {
        channel.send(new TestSkipped(names().describe(identifier), Problems.cut(reason)));
    }

    private void enter(TestIdentifier top) {
        String className = names().className(top);
        if (open.enter(className)) {
            gate.enter(depth.get() > 0);
            startClass(className);
        } else {
            gate.enterAgain();
        }
    }

    private void leave(TestIdentifier top) {
        String className = names().className(top);
        if (open.leave(className)) {
            finishClass(className);
        }
        gate.leave();
    }

    private void startClass(String className) {
        running.startClass(className);
        channel.send(new ClassStarted(className, streams.measure()));
    }

    private void finishClass(String className) {
        synchronized (withoutResult) {
            withoutResult.remove(className);
        }
        long now = System.currentTimeMillis();
        long nanos = running.finishClass(className);
        channel.send(new ClassFinished(className, now - TimeUnit.NANOSECONDS.toMillis(nanos), now, streams.measure()));
    }

    private boolean isEngine(TestIdentifier identifier) {
        return plan().getParent(identifier).isEmpty();
    }

    private boolean isTop(TestIdentifier identifier) {
        return plan().getParent(identifier).map(this::isEngine).orElse(false);
    }

    private static boolean isClass(TestIdentifier identifier) {
        return identifier.isContainer()
                && identifier.getSource().filter(ClassSource.class::isInstance).isPresent();
    }

    private ReportNames names() {
        if (names == null) {
            throw new IllegalStateException("No test plan has started.");
        }
        return names;
    }

    private TestPlan plan() {
        if (plan == null) {
            throw new IllegalStateException("No test plan has started.");
        }
        return plan;
    }
}
