package dev.simple.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parameters of a plugin that this one stands in for, under that plugin's properties. */
public final class PluginParameters {

    /** Those that Failsafe does not name after itself where Surefire does, and the other way round. */
    private static final Map<String, String> FAILSAFE_PROPERTIES = Map.of(
            "test", "it.test",
            "debugForkedProcess", "maven.failsafe.debug",
            "reportNameSuffix", "surefire.reportNameSuffix",
            "stackTraceFilterPrefixes", "surefire.stackTraceFilterPrefixes",
            "stackTraceMaxFrames", "surefire.stackTraceMaxFrames",
            "encoding", "encoding");

    public static final PluginParameters SUREFIRE = new PluginParameters("Surefire", SurefireParameters.all());

    public static final PluginParameters FAILSAFE = new PluginParameters(
            "Failsafe",
            Stream.concat(
                            SurefireParameters.all().stream().map(PluginParameters::ofFailsafe),
                            Stream.of(
                                    new SurefireParameter(
                                            "failIfNoSpecifiedTestsDeprecated", "it.failIfNoSpecifiedTests", null),
                                    new SurefireParameter("skipITs", "skipITs", null),
                                    new SurefireParameter("summaryFile", null, null),
                                    new SurefireParameter("summaryFiles", null, null)))
                    .toList());

    private final String plugin;
    private final List<SurefireParameter> all;

    private PluginParameters(String plugin, List<SurefireParameter> all) {
        this.plugin = plugin;
        this.all = all;
    }

    private static SurefireParameter ofFailsafe(SurefireParameter parameter) {
        String property = parameter.property();
        String own = FAILSAFE_PROPERTIES.get(parameter.name());
        if (own == null && property != null) {
            own = property.replaceFirst("^surefire\\.", "failsafe.");
        }
        return new SurefireParameter(parameter.name(), own, parameter.noEffect());
    }

    /** All of them. */
    public List<SurefireParameter> all() {
        return all;
    }

    /** The plugin's name, as it is written in sentences. */
    public String plugin() {
        return plugin;
    }

    /** The property of a parameter of the plugin, or of a setting of this plugin's own; null where it has none. */
    public @Nullable String property(String name) {
        Optional<SurefireParameter> found = find(name);
        return found.isPresent() ? found.get().property() : Settings.PREFIX + name;
    }

    /** What the user should be told about parameters that are set by their property on the command line. */
    public List<String> noticesOfProperties(Collection<String> properties) {
        return all.stream()
                .filter(parameter -> parameter.property() != null && properties.contains(parameter.property()))
                .map(parameter -> parameter.notice(plugin))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .sorted()
                .toList();
    }

    /**
     * What the user should be told about the parameters that are set in the plugin's configuration. Maven ignores an
     * element that no parameter has, so that an unknown one is worth a notice and not an error.
     *
     * @param names the element names
     */
    public List<String> notices(Collection<String> names) {
        return new TreeSet<>(names)
                .stream()
                        .flatMap(name -> find(name)
                                .map(parameter -> Optional.ofNullable(parameter.notice(plugin)))
                                .orElseGet(
                                        () -> Optional.of(plugin + " has no parameter " + name + "; it has no effect."))
                                .stream())
                        .toList();
    }

    private Optional<SurefireParameter> find(String name) {
        return all.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
    }
}
