package dev.simple.maven;

import dev.simple.config.ConfigurationException;
import dev.simple.config.PluginParameters;
import dev.simple.config.WrittenValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings by rank: this plugin's configuration in the POM, {@code -D} on the command line, the configuration of the
 * plugin that this one stands in for, which is Surefire or Failsafe, the project's property of the same name.
 */
final class SettingReader {

    /** What is replaced when a worker starts. */
    private static final Set<String> LATE = Set.of("${surefire.forkNumber}", "${surefire.threadNumber}");

    private final @Nullable Xpp3Dom own;
    private final @Nullable Xpp3Dom replaced;
    private final Properties userProperties;
    private final Function<String, @Nullable Object> evaluator;
    private final Function<String, @Nullable String> properties;

    /**
     * Reads from these sources.
     *
     * @param own the goal's configuration, in which parameters that were not set are expressions of their property
     * @param replaced the configuration of the plugin that this one stands in for, null if there is none
     * @param parameters of that plugin
     * @param evaluator the value of a text with <code>${...}</code> in it
     */
    SettingReader(
            @Nullable Xpp3Dom own,
            @Nullable Xpp3Dom replaced,
            Properties userProperties,
            PluginParameters parameters,
            Function<String, @Nullable Object> evaluator) {
        this(own, replaced, userProperties, evaluator, parameters::property);
    }

    private SettingReader(
            @Nullable Xpp3Dom own,
            @Nullable Xpp3Dom replaced,
            Properties userProperties,
            Function<String, @Nullable Object> evaluator,
            Function<String, @Nullable String> properties) {
        this.own = own;
        this.replaced = replaced;
        this.userProperties = userProperties;
        this.evaluator = evaluator;
        this.properties = properties;
    }

    /**
     * The settings of one subject, which are children of an element and have properties of their own. Those of the
     * command line come before the elements.
     *
     * @param element in this plugin's configuration
     * @param prefix what the names of the properties begin with
     */
    SettingReader section(String element, String prefix) {
        return new SettingReader(
                null, own == null ? null : own.getChild(element), userProperties, evaluator, name -> prefix + name);
    }

    /** The settings within an element of a section, which have no properties. */
    SettingReader element(String name) {
        return new SettingReader(
                null, replaced == null ? null : replaced.getChild(name), userProperties, evaluator, setting -> null);
    }

    /** The names of the elements of a section, without repetition. */
    Set<String> elements() {
        return replaced == null
                ? Set.of()
                : Stream.of(replaced.getChildren()).map(Xpp3Dom::getName).collect(Collectors.toSet());
    }

    /** A text that is not blank, null if the setting is not made. */
    @Nullable
    String text(String name) {
        String property = properties.apply(name);
        Xpp3Dom element = element(name, property);
        String value = element == null ? fromProperty(property) : evaluate(element.getValue());
        return value == null || value.isBlank() ? null : value;
    }

    String text(String name, String defaultValue) {
        String value = text(name);
        return value == null ? defaultValue : value;
    }

    boolean flag(String name, boolean defaultValue) {
        String value = text(name);
        return value == null ? defaultValue : new WrittenValue(name, value).flag();
    }

    int number(String name, int defaultValue) {
        String value = text(name);
        return value == null ? defaultValue : new WrittenValue(name, value).wholeNumber();
    }

    /** Nested elements, or one text separated by commas; empty if the setting is not made. */
    List<String> list(String name) {
        String property = properties.apply(name);
        Xpp3Dom element = element(name, property);
        if (element != null && element.getChildCount() > 0) {
            List<String> values = new ArrayList<>();
            for (Xpp3Dom child : element.getChildren()) {
                String value = evaluate(child.getValue());
                if (value != null && !value.isBlank()) {
                    values.add(value.strip());
                }
            }
            return values;
        }
        String text = element == null ? fromProperty(property) : evaluate(element.getValue());
        return text == null
                ? List.of()
                : Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList();
    }

    /** Nested elements by name; also {@code <property>} elements with name and value. */
    Map<String, String> map(String name) {
        Xpp3Dom element = element(name, properties.apply(name));
        Map<String, String> values = new LinkedHashMap<>();
        if (element != null) {
            for (Xpp3Dom child : element.getChildren()) {
                Xpp3Dom key = child.getChild("name");
                Xpp3Dom value = child.getChild("value");
                boolean pair = child.getName().equals("property") && key != null;
                String keyText = pair ? evaluate(key.getValue()) : child.getName();
                String valueText = evaluate(pair ? (value == null ? null : value.getValue()) : child.getValue());
                if (keyText == null) {
                    throw new ConfigurationException("A <property> of " + name + " has no name. Write "
                            + "<property><name>...</name><value>...</value></property>.");
                }
                values.put(keyText.strip(), valueText == null ? "" : valueText);
            }
        }
        return values;
    }

    /** The nested elements of a setting whose form is its own, with expressions in them; empty if it is not made. */
    List<Xpp3Dom> children(String name) {
        Xpp3Dom element = element(name, properties.apply(name));
        return element == null ? List.of() : List.of(element.getChildren());
    }

    /** The element that decides, null if none does or the command line does. */
    private @Nullable Xpp3Dom element(String name, @Nullable String property) {
        Xpp3Dom ownElement = own == null ? null : own.getChild(name);
        if (ownElement != null && isMade(ownElement, property)) {
            return ownElement;
        }
        if (property != null && userProperties.containsKey(property)) {
            return null;
        }
        return replaced == null ? null : replaced.getChild(name);
    }

    private static boolean isMade(Xpp3Dom element, @Nullable String property) {
        return element.getChildCount() > 0
                || (element.getValue() != null && !element.getValue().equals("${" + property + "}"));
    }

    private @Nullable String fromProperty(@Nullable String property) {
        return property == null ? null : evaluate("${" + property + "}");
    }

    /** What a text with expressions stands for; null if it stands for nothing. */
    @Nullable
    String evaluate(@Nullable String expression) {
        if (expression == null) {
            return null;
        }
        // Maven leaves an unknown expression as it is within other text, but makes nothing of one that stands alone.
        Object value = LATE.contains(expression) ? expression : evaluator.apply(expression);
        return value == null ? null : value.toString();
    }
}
