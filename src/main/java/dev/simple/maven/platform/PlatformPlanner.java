package dev.simple.maven.platform;

import static dev.simple.maven.platform.Keys.COMMONS;
import static dev.simple.maven.platform.Keys.ENGINE;
import static dev.simple.maven.platform.Keys.JUPITER_API;
import static dev.simple.maven.platform.Keys.JUPITER_ENGINE;
import static dev.simple.maven.platform.Keys.LAUNCHER;
import static dev.simple.maven.platform.Keys.OPENTEST4J;
import static dev.simple.maven.platform.Keys.VINTAGE_ENGINE;

import dev.simple.config.ConfigurationException;
import dev.simple.maven.classpath.ProjectDependency;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides which JUnit Platform a worker gets. Launcher, engine and commons all have one version: the highest that the
 * project's platform jars have or its Jupiter and Vintage need. Platform jars of another version are replaced.
 */
final class PlatformPlanner {

    private final PresentJars jars;
    private final List<String> frameworks = new ArrayList<>();
    private final List<Coordinates> required = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private PlatformPlanner(PresentJars jars) {
        this.jars = jars;
    }

    /**
     * Makes the plan.
     *
     * @param plugin what the user put among this plugin's dependencies, with everything that it needs
     * @throws ConfigurationException if a framework or the platform is too old
     */
    static PlatformPlan plan(List<ProjectDependency> project, List<ProjectDependency> plugin) {
        return new PlatformPlanner(new PresentJars(project, plugin)).plan();
    }

    private PlatformPlan plan() {
        Optional<PlatformVersion> found = foundVersion();
        PlatformVersion version = found.orElse(PlatformVersion.DEFAULT);
        boolean jupiter = addJupiter();
        boolean others = !jupiter && jars.has(ENGINE);
        OlderFrameworks older = new OlderFrameworks(jars, version, jupiter || others);
        older.find();
        frameworks.addAll(older.frameworks());
        notes.addAll(older.notes());
        if (others && frameworks.isEmpty()) {
            frameworks.add("JUnit Platform " + version);
        }
        if (frameworks.isEmpty()) {
            return PlatformPlan.NOTHING;
        }
        if (version.isBefore(PlatformVersion.MINIMUM)) {
            throw new ConfigurationException("This project has JUnit Platform " + version + " (JUnit "
                    + version.jupiter() + "). The oldest that works is " + PlatformVersion.MINIMUM + " (JUnit "
                    + PlatformVersion.MINIMUM.jupiter() + "): raise the version of JUnit.");
        }
        required.addAll(0, platform(version));
        required.addAll(older.required());
        return new PlatformPlan(version, frameworks, required, jars.given(), jars.leftOut(), notes);
    }

    private Optional<PlatformVersion> foundVersion() {
        Stream<PlatformVersion> platform =
                Stream.of(ENGINE, COMMONS).flatMap(this::versions).map(PlatformVersion::new);
        Stream<PlatformVersion> implied = Stream.of(JUPITER_API, JUPITER_ENGINE, VINTAGE_ENGINE)
                .flatMap(this::versions)
                .map(PlatformVersion::ofJupiter);
        return Stream.concat(platform, implied).max(Comparator.naturalOrder());
    }

    private Stream<String> versions(String key) {
        return Stream.ofNullable(jars.get(key)).map(ProjectDependency::version);
    }

    private boolean addJupiter() {
        ProjectDependency engine = jars.get(JUPITER_ENGINE);
        ProjectDependency api = jars.get(JUPITER_API);
        if (api == null) {
            if (engine != null) {
                frameworks.add("JUnit Jupiter " + engine.version());
            }
            return engine != null;
        }
        frameworks.add("JUnit Jupiter " + api.version());
        if (engine == null) {
            required.add(Coordinates.of(JUPITER_ENGINE, api.version()));
        } else if (!api.version().equals(engine.version())) {
            notes.add("The project has junit-jupiter-engine " + engine.version() + " with junit-jupiter-api "
                    + api.version() + "; they are meant to have the same version.");
        }
        return true;
    }

    private List<Coordinates> platform(PlatformVersion version) {
        List<Coordinates> added = new ArrayList<>();
        for (String key : List.of(LAUNCHER, ENGINE, COMMONS)) {
            ProjectDependency present = jars.get(key);
            if (present != null && present.version().equals(version.text())) {
                continue;
            }
            if (present != null) {
                notes.add("The project's " + present.artifactId() + " " + present.version() + " is replaced by "
                        + version + " to fit the rest of its JUnit Platform.");
                jars.replace(key);
            }
            added.add(Coordinates.of(key, version.text()));
        }
        if (!jars.has(OPENTEST4J)) {
            added.add(Coordinates.of(OPENTEST4J, "1.3.0"));
        }
        return added;
    }
}
