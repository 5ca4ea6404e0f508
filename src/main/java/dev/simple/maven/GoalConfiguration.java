package dev.simple.maven;

import dev.simple.config.ConfigurationException;
import dev.simple.config.KnownNames;
import dev.simple.config.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** The configuration of one execution of a goal, and beside it that of the plugin that this one stands in for. */
final class GoalConfiguration {

    /** The execution that Maven itself binds to the phase test. */
    static final String SUREFIRE_EXECUTION = "default-test";

    static final String VERIFY = "verify";

    /** What keeps an execution out of the build. */
    static final String NO_PHASE = "none";

    /** Maven's ids of executions that the POM does not have. */
    private static final String DEFAULT = "default-";

    private final MavenSession session;
    private final MavenProject project;
    private final MojoExecution execution;
    private final TestKind kind;
    private final String goal;
    private final String executionId;
    private final @Nullable String replacedId;
    private final @Nullable String name;

    /** @param kind of the tests that the goal is about */
    GoalConfiguration(MavenSession session, MavenProject project, MojoExecution execution, TestKind kind) {
        this(session, project, execution, kind, execution.getExecutionId(), null, null);
    }

    private GoalConfiguration(
            MavenSession session,
            MavenProject project,
            MojoExecution execution,
            TestKind kind,
            String executionId,
            @Nullable String replacedId,
            @Nullable String name) {
        this.session = session;
        this.project = project;
        this.execution = execution;
        this.kind = kind;
        this.goal = execution.getGoal().equals(VERIFY) ? VERIFY : kind.goal();
        this.executionId = executionId;
        this.replacedId = replacedId;
        this.name = name;
    }

    /**
     * The configurations of the runs that this one stands for. On the command line, resuming means all executions of the
     * goal test that the POM has, in their order. An execution for integration tests stands for all that Failsafe has,
     * unless it has the id of one, or is not the only one.
     */
    List<GoalConfiguration> runs() {
        boolean resumesAll = !goal.equals(execution.getGoal()) && executionId.startsWith(DEFAULT);
        List<String> ids = executions(ownKey(), goal);
        boolean bound = ids.contains(executionId);
        List<GoalConfiguration> all = new ArrayList<>();
        for (String id : bound || (resumesAll && !ids.isEmpty()) ? ids : List.of(executionId)) {
            List<@Nullable String> replaced = replaced(id, ids);
            for (String other : replaced) {
                String own = other == null || replaced.size() == 1 ? id : other;
                all.add(new GoalConfiguration(
                        session, project, execution, kind, id, other, kind.executionName(all.isEmpty() ? null : own)));
            }
        }
        return all.stream()
                .filter(run -> resumesAll || run.executionId.equals(executionId))
                .toList();
    }

    /** The executions of the other plugin that one of this plugin stands in for; null for its configuration alone. */
    private List<@Nullable String> replaced(String id, List<String> ids) {
        if (kind == TestKind.UNIT) {
            return List.of(SUREFIRE_EXECUTION);
        }
        List<String> others = executions(kind.replacedKey(), goal);
        if (others.contains(id)) {
            return List.of(id);
        }
        boolean only = ids.size() < 2 || !ids.contains(id);
        return only && !others.isEmpty() ? new ArrayList<>(others) : Collections.singletonList(null);
    }

    /** Whether the POM has the module's tests run several times. */
    boolean isOneOfSeveral() {
        return runs().size() > 1
                || Stream.of(TestKind.values())
                                .mapToInt(each ->
                                        executions(ownKey(), each.goal()).size())
                                .sum()
                        > 1;
    }

    /** Whether the verdict on integration tests is still to be given in this build. */
    boolean isVerifiedLater() {
        boolean asked = session.getGoals().stream()
                .anyMatch(word -> word.matches("(simple|.*:simple-maven-plugin(:[^:]+)?):verify(@.*)?"));
        return asked
                || Stream.of(ownKey(), kind.replacedKey())
                        .flatMap(key -> bindings(key, VERIFY))
                        .anyMatch(other -> !NO_PHASE.equals(other.getPhase()));
    }

    private String ownKey() {
        return execution.getPlugin().getKey();
    }

    private List<String> executions(String key, String goal) {
        return bindings(key, goal).map(PluginExecution::getId).toList();
    }

    private Stream<PluginExecution> bindings(String key, String goal) {
        Plugin plugin = project.getPlugin(key);
        return plugin == null
                ? Stream.empty()
                : plugin.getExecutions().stream()
                        .filter(other -> other.getGoals().contains(goal));
    }

    SettingReader settings() {
        PluginParameterExpressionEvaluator evaluator = new PluginParameterExpressionEvaluator(session, execution);
        return new SettingReader(own(), replaced(), session.getUserProperties(), kind.parameters(), expression -> {
            try {
                return evaluator.evaluate(expression);
            } catch (ExpressionEvaluationException e) {
                throw new ConfigurationException(
                        "The expression " + expression + " cannot be evaluated: " + e.getMessage(), e);
            }
        });
    }

    /** Complains about settings that do not exist, and warns of those of the replaced plugin that have no effect. */
    void check(Log log) {
        Map<String, String> given = properties(session.getUserProperties());
        Map<String, String> ofProject = properties(project.getProperties());
        Settings.check(given, ofProject);
        Set<String> names = new TreeSet<>(given.keySet());
        // Names without a dot, such as tempDir, may mean anything in a project.
        ofProject.keySet().stream().filter(name -> name.contains(".")).forEach(names::add);
        kind.parameters().noticesOfProperties(names).forEach(log::warn);
        new KnownNames("parameter of simple-maven-plugin", parameters()).require(ownNames());
        Set<String> replaced = new TreeSet<>();
        runs().stream()
                .map(GoalConfiguration::replaced)
                .filter(Objects::nonNull)
                .flatMap(configuration -> Stream.of(configuration.getChildren()))
                .forEach(element -> replaced.add(element.getName()));
        kind.parameters().notices(replaced).forEach(log::warn);
    }

    /** Tells the files of this run from those of others in the module; null for none. */
    @Nullable
    String name() {
        return name;
    }

    private static Map<String, String> properties(Properties properties) {
        Map<String, String> texts = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        return texts;
    }

    /** With what the execution that is resumed is configured with. */
    private @Nullable Xpp3Dom own() {
        if (executionId.equals(execution.getExecutionId())) {
            return execution.getConfiguration();
        }
        Plugin plugin = execution.getPlugin();
        return Xpp3Dom.mergeXpp3Dom(
                project.getGoalConfiguration(plugin.getGroupId(), plugin.getArtifactId(), executionId, goal),
                execution.getConfiguration());
    }

    private @Nullable Xpp3Dom replaced() {
        Plugin plugin = project.getPlugin(kind.replacedKey());
        return plugin == null
                ? null
                : project.getGoalConfiguration(plugin.getGroupId(), plugin.getArtifactId(), replacedId, goal);
    }

    private Set<String> parameters() {
        Set<String> names = new TreeSet<>();
        execution.getMojoDescriptor().getPluginDescriptor().getMojos().stream()
                .map(MojoDescriptor::getParameters)
                // Null for a goal that has none.
                .filter(Objects::nonNull)
                .forEach(parameters -> parameters.stream()
                        .filter(Parameter::isEditable)
                        .forEach(parameter -> names.add(parameter.getName())));
        return names;
    }

    /** Maven drops elements that no parameter has, so that they must be read from the model. */
    private Set<String> ownNames() {
        Set<String> names = new TreeSet<>();
        String key = execution.getPlugin().getKey();
        Plugin plugin = project.getPlugin(key);
        if (plugin == null && project.getPluginManagement() != null) {
            plugin = project.getPluginManagement().getPluginsAsMap().get(key);
        }
        if (plugin != null) {
            Stream.concat(Stream.of(plugin), plugin.getExecutions().stream())
                    .map(ConfigurationContainer::getConfiguration)
                    .filter(Xpp3Dom.class::isInstance)
                    .map(Xpp3Dom.class::cast)
                    .flatMap(configuration -> Stream.of(configuration.getChildren()))
                    .forEach(element -> names.add(element.getName()));
        }
        return names;
    }
}
