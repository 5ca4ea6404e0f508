package dev.simple.maven;

import dev.simple.config.PluginParameters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.artifact.repository.ArtifactRepository;
import org.apache.maven.artifact.repository.ArtifactRepositoryPolicy;
import org.apache.maven.artifact.repository.MavenArtifactRepository;
import org.apache.maven.artifact.repository.layout.DefaultRepositoryLayout;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.jspecify.annotations.Nullable;

/** A build of one project, without Maven. */
@SuppressWarnings("deprecation") // What is not deprecated needs a whole Maven.
final class SampleBuild {

    final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    final Properties userProperties = request.getUserProperties();
    final MavenProject project = new MavenProject();
    final MavenSession session;

    private final Map<String, String> surefire = new HashMap<>();
    private final Xpp3Dom specs = new Xpp3Dom("specs");
    private final Xpp3Dom profiles = new Xpp3Dom("profiles");

    SampleBuild(Path directory) {
        project.setFile(directory.resolve("pom.xml").toFile());
        Build build = new Build();
        build.setDirectory(directory.resolve("target").toString());
        build.setOutputDirectory(directory.resolve("target/classes").toString());
        build.setTestOutputDirectory(directory.resolve("target/test-classes").toString());
        project.setBuild(build);
        request.setLocalRepository(localRepository(directory.resolve("repository")));
        session = new MavenSession(
                null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
    }

    SampleBuild surefire(String name, String value) {
        surefire.put(name, value);
        return this;
    }

    /** Sets an element of {@code <specs>} in the plugin's own configuration. */
    SampleBuild specs(Xpp3Dom element) {
        specs.addChild(element);
        return this;
    }

    /** Adds a profile to {@code <profiles>}. */
    void profile(Xpp3Dom element) {
        profiles.addChild(element);
    }

    SettingReader settings() {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        surefire.forEach((name, value) -> configuration.addChild(element(name, value)));
        Xpp3Dom own = new Xpp3Dom("configuration");
        if (specs.getChildCount() > 0) {
            own.addChild(specs);
        }
        if (profiles.getChildCount() > 0) {
            own.addChild(profiles);
        }
        return new SettingReader(own, configuration, userProperties, PluginParameters.SUREFIRE, this::evaluate);
    }

    ConfigurationReader reader() {
        return new ConfigurationReader(settings(), session, project, TestKind.UNIT, null);
    }

    static Xpp3Dom element(String name, String value) {
        Xpp3Dom element = new Xpp3Dom(name);
        element.setValue(value);
        return element;
    }

    /** Like Maven: an expression that stands alone is null if it is unknown, and the command line is asked first. */
    @Nullable
    Object evaluate(String text) {
        if (!text.startsWith("${") || !text.endsWith("}")) {
            return text;
        }
        String name = text.substring(2, text.length() - 1);
        String value = userProperties.getProperty(name);
        return value != null ? value : project.getProperties().getProperty(name);
    }

    private static ArtifactRepository localRepository(Path directory) {
        ArtifactRepositoryPolicy policy = new ArtifactRepositoryPolicy();
        return new MavenArtifactRepository(
                "local", directory.toUri().toString(), new DefaultRepositoryLayout(), policy, policy);
    }
}
