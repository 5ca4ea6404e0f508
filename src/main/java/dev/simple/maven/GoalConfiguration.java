package dev.simple.maven;

import dev.simple.config.ConfigurationException;
import dev.simple.config.KnownNames;
import dev.simple.config.Settings;
import dev.simple.config.SurefireParameters;
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

/** The configuration of one execution of a goal, and Surefire's beside it. */
final class GoalConfiguration {

    static final String SUREFIRE_KEY = "org.apache.maven.plugins:maven-surefire-plugin";

    /** The execution that Maven itself binds to the phase test. */
    static final String SUREFIRE_EXECUTION = "default-test";

    private static final String TEST = "test";

    private final MavenSession session;
    private final MavenProject project;
    private final MojoExecution execution;
    private final String executionId;

    GoalConfiguration(MavenSession session, MavenProject project, MojoExecution execution) {
        this(session, project, execution, execution.getExecutionId());
    }

    private GoalConfiguration(MavenSession session, MavenProject project, MojoExecution execution, String executionId) {
        this.session = session;
        this.project = project;
        this.execution = execution;
        this.executionId = executionId;
    }

    /**
     * The configurations of the runs that this one stands for: on the command line, resuming means all executions of the
     * goal test that the POM has, in their order.
     */
    List<GoalConfiguration> runs() {
        boolean resumesAll = !TEST.equals(execution.getGoal()) && executionId.startsWith("default-");
        List<String> ids = resumesAll ? testExecutions() : List.of();
        return ids.isEmpty()
                ? List.of(this)
                : ids.stream()
                        .map(id -> new GoalConfiguration(session, project, execution, id))
                        .toList();
    }

    /** Whether the POM has the module's tests run several times. */
    boolean isOneOfSeveral() {
        return testExecutions().size() > 1;
    }

    private List<String> testExecutions() {
        Plugin plugin = project.getPlugin(execution.getPlugin().getKey());
        return plugin == null
                ? List.of()
                : plugin.getExecutions().stream()
                        .filter(other -> other.getGoals().contains(TEST))
                        .map(PluginExecution::getId)
                        .toList();
    }

    SettingReader settings() {
        PluginParameterExpressionEvaluator evaluator = new PluginParameterExpressionEvaluator(session, execution);
        return new SettingReader(own(), surefire(), session.getUserProperties(), expression -> {
            try {
                return evaluator.evaluate(expression);
            } catch (ExpressionEvaluationException e) {
                throw new ConfigurationException(
                        "The expression " + expression + " cannot be evaluated: " + e.getMessage(), e);
            }
        });
    }

    /** Complains about settings that do not exist, and warns of those that have no effect yet. */
    void check(Log log) {
        Map<String, String> given = properties(session.getUserProperties());
        Map<String, String> ofProject = properties(project.getProperties());
        for (String name : Settings.check(given, ofProject)) {
            log.warn("The setting " + name + " is not supported yet and has no effect.");
        }
        Set<String> names = new TreeSet<>(given.keySet());
        // Names without a dot, such as tempDir, may mean anything in a project.
        ofProject.keySet().stream().filter(name -> name.contains(".")).forEach(names::add);
        SurefireParameters.noticesOfProperties(names).forEach(log::warn);
        new KnownNames("parameter of simple-maven-plugin", parameters()).require(ownNames());
        Xpp3Dom surefire = surefire();
        if (surefire != null) {
            SurefireParameters.notices(Stream.of(surefire.getChildren())
                            .map(Xpp3Dom::getName)
                            .toList())
                    .forEach(log::warn);
        }
    }

    /**
     * The name of this execution if the module has an earlier one of the same goal, null for the first: what one has
     * written, the next must not overwrite.
     */
    @Nullable
    String nameBesideOthers() {
        List<String> all = testExecutions();
        boolean beside = !all.isEmpty() && !all.get(0).equals(executionId) && !executionId.startsWith("default-");
        return beside ? executionId : null;
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
                project.getGoalConfiguration(plugin.getGroupId(), plugin.getArtifactId(), executionId, TEST),
                execution.getConfiguration());
    }

    private @Nullable Xpp3Dom surefire() {
        Plugin plugin = project.getPlugin(SUREFIRE_KEY);
        return plugin == null
                ? null
                : project.getGoalConfiguration(plugin.getGroupId(), plugin.getArtifactId(), SUREFIRE_EXECUTION, TEST);
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
