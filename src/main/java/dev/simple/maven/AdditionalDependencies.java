package dev.simple.maven;

import dev.simple.config.ConfigurationException;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Exclusion;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Reads {@code additionalClasspathDependencies}, which are written like the dependencies of a project. */
final class AdditionalDependencies {

    private static final String NAME = "additionalClasspathDependencies";

    private final SettingReader settings;

    private AdditionalDependencies(SettingReader settings) {
        this.settings = settings;
    }

    /** @throws ConfigurationException if one does not say what it is */
    static List<Dependency> read(SettingReader settings) {
        AdditionalDependencies reader = new AdditionalDependencies(settings);
        return settings.children(NAME).stream().map(reader::dependency).toList();
    }

    private Dependency dependency(Xpp3Dom element) {
        Dependency dependency = new Dependency();
        dependency.setGroupId(required(element, "groupId"));
        dependency.setArtifactId(required(element, "artifactId"));
        dependency.setVersion(required(element, "version"));
        dependency.setType(text(element, "type", "jar"));
        String classifier = text(element, "classifier", "");
        dependency.setClassifier(classifier.isEmpty() ? null : classifier);
        Xpp3Dom exclusions = element.getChild("exclusions");
        if (exclusions != null) {
            for (Xpp3Dom child : exclusions.getChildren()) {
                Exclusion exclusion = new Exclusion();
                exclusion.setGroupId(text(child, "groupId", "*"));
                exclusion.setArtifactId(text(child, "artifactId", "*"));
                dependency.addExclusion(exclusion);
            }
        }
        return dependency;
    }

    private String required(Xpp3Dom element, String name) {
        String text = text(element, name, "");
        if (text.isEmpty()) {
            throw new ConfigurationException("A dependency of " + NAME + " has no " + name
                    + ". Write groupId, artifactId and version of each, as for a dependency of the project.");
        }
        return text;
    }

    private String text(Xpp3Dom element, String name, String defaultValue) {
        Xpp3Dom child = element.getChild(name);
        String value = child == null ? null : settings.evaluate(child.getValue());
        return value == null || value.isBlank() ? defaultValue : value.strip();
    }
}
