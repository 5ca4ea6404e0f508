package dev.simple.worker;

import dev.simple.protocol.MethodRules;
import dev.simple.protocol.RunnerMessage.Setup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** The JUnit Platform as one worker uses it. Only what exists since version 1.4 may be called. */
final class TestPlatform {

    private final Map<String, String> parameters;
    private final List<Filter<?>> filters = new ArrayList<>();
    private final RunnerChannel channel;
    private final RunningTests running;
    private final NativeStreams streams;
    private final ClassGate gate;
    private final boolean trimStackTrace;
    private final Launcher launcher;

    // A test may leave another one behind, which the next request must not inherit.
    private final ClassLoader classLoader = Thread.currentThread().getContextClassLoader();

    /** Fails where the platform does not accept a setting. */
    TestPlatform(Setup setup, RunnerChannel channel, RunningTests running, NativeStreams streams, ClassGate gate) {
        this.parameters = setup.parameters();
        this.channel = channel;
        this.running = running;
        this.streams = streams;
        this.gate = gate;
        this.trimStackTrace = setup.trimStackTrace();
        if (!setup.groups().isEmpty()) {
            filters.add(TagFilter.includeTags(setup.groups()));
        }
        if (!setup.excludedGroups().isEmpty()) {
            filters.add(TagFilter.excludeTags(setup.excludedGroups()));
        }
        if (!setup.engines().isEmpty()) {
            filters.add(EngineFilter.includeEngines(setup.engines()));
        }
        if (!setup.excludedEngines().isEmpty()) {
            filters.add(EngineFilter.excludeEngines(setup.excludedEngines()));
        }
        if (!setup.methodRules().isEmpty()) {
            filters.add(methodFilter(MethodRules.of(setup.methodRules())));
        }
        this.launcher = LauncherSessions.openLauncher();
    }

    /** Runs all classes in one request, so that what extensions set up once is set up once. */
    void runClasses(List<String> classNames) {
        run(classNames, List.of());
    }

    /**
     * Runs tests, or containers with all their tests, again.
     *
     * @param ids unique ids, or names of classes that the platform could not look at the first time
     */
    void runTests(List<String> ids) {
        List<String> uniqueIds = ids.stream().filter(id -> id.startsWith("[")).toList();
        run(ids.stream().filter(id -> !uniqueIds.contains(id)).toList(), uniqueIds);
    }

    private void run(List<String> classNames, List<String> uniqueIds) {
        Thread.currentThread().setContextClassLoader(classLoader);
        Map<String, Throwable> broken = new LinkedHashMap<>();
        List<Class<?>> classes = load(classNames, broken);
        TestPlan plan;
        try {
            plan = discover(classes, uniqueIds);
        } catch (JUnitException e) {
            plan = discover(discoverable(classes, broken), uniqueIds);
        }
        BatchListener listener = new BatchListener(channel, running, streams, gate, trimStackTrace);
        listener.expect(classNames);
        broken.forEach(listener::reportBrokenClass);
        launcher.execute(plan, listener);
        listener.reportEngineFailures();
    }

    private List<Class<?>> load(List<String> classNames, Map<String, Throwable> broken) {
        List<Class<?>> classes = new ArrayList<>();
        for (String className : classNames) {
            try {
                classes.add(Class.forName(className, false, classLoader));
            } catch (ClassNotFoundException | LinkageError e) {
                broken.put(className, e);
            }
        }
        return classes;
    }

    private TestPlan discover(List<Class<?>> classes, List<String> uniqueIds) {
        List<DiscoverySelector> selectors = new ArrayList<>();
        for (Class<?> type : classes) {
            selectors.add(DiscoverySelectors.selectClass(type));
        }
        for (String uniqueId : uniqueIds) {
            selectors.add(DiscoverySelectors.selectUniqueId(uniqueId));
        }
        return launcher.discover(LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .filters(filters.toArray(new Filter<?>[0]))
                .configurationParameters(parameters)
                .build());
    }

    /** One class that an engine cannot look at fails the discovery of all: finds out which. */
    private List<Class<?>> discoverable(List<Class<?>> classes, Map<String, Throwable> broken) {
        List<Class<?>> good = new ArrayList<>();
        for (Class<?> type : classes) {
            try {
                discover(List.of(type), List.of());
                good.add(type);
            } catch (JUnitException e) {
                broken.put(type.getName(), e);
            }
        }
        return good;
    }

    private static PostDiscoveryFilter methodFilter(MethodRules rules) {
        return descriptor -> descriptor
                .getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(source ->
                        FilterResult.includedIf(rules.shouldRun(source.getClassName(), names(descriptor, source))))
                .orElseGet(() -> FilterResult.included("not a method"));
    }

    /** Of the invocations of JUnit 4's parameterized tests, each has a name; those of Jupiter are not known yet. */
    private static List<String> names(TestDescriptor descriptor, MethodSource source) {
        String method = source.getMethodName();
        if (descriptor.isContainer()) {
            return List.of(method, method + "[]");
        }
        String name = descriptor.getDisplayName();
        return name.startsWith(method + "[") ? List.of(method, name) : List.of(method);
    }
}
