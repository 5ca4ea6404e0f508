package dev.simple.worker;

import dev.simple.protocol.TestDescription;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * The names under which tests appear in reports, the same that Surefire 3.5 gives them: the report is that of the outermost class,
 * and a method that runs several times is named by its legacy reporting name, which has parameter types and index.
 */
final class ReportNames {

    /** The name of a class-level problem before any test of the class passed. */
    static final String INITIALIZATION_ERROR = "initializationError";

    /** The name of a class-level problem after a test of the class passed. */
    static final String EXECUTION_ERROR = "executionError";

    // Names can be generated from data; reports and file formats have no use for more.
    private static final int MAX_CHARACTERS = 64 * 1024;

    private static final Pattern INDEXED = Pattern.compile(".*\\[\\d+]", Pattern.DOTALL);
    private static final Pattern BRACKETED = Pattern.compile("\\[.+]", Pattern.DOTALL);

    private final TestPlan plan;

    ReportNames(TestPlan plan) {
        this.plan = plan;
    }

    TestDescription describe(TestIdentifier identifier) {
        return describe(identifier, name(identifier));
    }

    TestDescription describe(TestIdentifier identifier, String name) {
        return new TestDescription(
                className(identifier),
                sourceClassName(identifier),
                identifier.getUniqueId(),
                cut(name),
                cut(identifier.getDisplayName()));
    }

    private static String cut(String name) {
        return name.length() <= MAX_CHARACTERS ? name : name.substring(0, MAX_CHARACTERS) + "...";
    }

    /** The container right below the engine. */
    TestIdentifier top(TestIdentifier identifier) {
        TestIdentifier top = identifier;
        Optional<TestIdentifier> parent = plan.getParent(top);
        while (parent.isPresent() && plan.getParent(parent.get()).isPresent()) {
            top = parent.get();
            parent = plan.getParent(top);
        }
        return top;
    }

    String className(TestIdentifier identifier) {
        TestIdentifier top = top(identifier);
        TestSource source = top.getSource().orElse(null);
        if (source instanceof ClassSource classSource) {
            return classSource.getClassName();
        }
        if (source instanceof MethodSource methodSource) {
            return methodSource.getClassName();
        }
        return top.getLegacyReportingName();
    }

    private String sourceClassName(TestIdentifier identifier) {
        TestSource source = identifier.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return method.getClassName();
        }
        return source instanceof ClassSource type ? type.getClassName() : className(identifier);
    }

    private String name(TestIdentifier identifier) {
        TestSource source = identifier.getSource().orElse(null);
        if (!(source instanceof MethodSource method)) {
            return identifier.getDisplayName();
        }
        String parameterTypes = method.getMethodParameterTypes();
        String legacyName = identifier.getLegacyReportingName();
        boolean severalInvocations = (parameterTypes != null && !parameterTypes.isBlank())
                || INDEXED.matcher(legacyName).matches()
                || legacyName.startsWith(method.getMethodName() + "[")
                || hasIndexedAncestor(identifier);
        return severalInvocations ? legacyName : method.getMethodName();
    }

    /** Parameterized JUnit 4 classes have a container without source for each set of parameters. */
    private boolean hasIndexedAncestor(TestIdentifier identifier) {
        Optional<TestIdentifier> ancestor = plan.getParent(identifier);
        while (ancestor.isPresent()) {
            if (ancestor.get().getSource().isEmpty()
                    && BRACKETED
                            .matcher(ancestor.get().getLegacyReportingName())
                            .matches()) {
                return true;
            }
            ancestor = plan.getParent(ancestor.get());
        }
        return false;
    }
}
