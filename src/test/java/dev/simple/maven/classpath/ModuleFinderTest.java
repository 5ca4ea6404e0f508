package dev.simple.maven.classpath;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.simple.config.Refusal;
import dev.simple.config.RunConfiguration.JavaModule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleFinderTest {

    @TempDir
    private Path directory;

    private Path classes = Path.of("");
    private Path tests = Path.of("");
    private final List<Path> elements = new ArrayList<>();

    @BeforeEach
    void createDirectories() throws IOException {
        classes = Files.createDirectories(directory.resolve("classes"));
        tests = Files.createDirectories(directory.resolve("test-classes"));
        elements.addAll(List.of(tests, classes));
    }

    @Test
    void findsNoModuleWhereThereIsNone() {
        assertFalse(ModuleFinder.isModule(classPath()));
        assertNull(find(null));
    }

    @Test
    void patchesTheTestsIntoTheModuleOfTheClasses() throws IOException {
        Path required = automatic("required");
        automatic("other");
        compile(classes, "module app { requires required; }");

        assertTrue(ModuleFinder.isModule(classPath()));
        assertEquals(
                new JavaModule("app", List.of(classes, required), List.of(), tests, List.of("p", "p.q")), find(null));
    }

    @Test
    void leavesOutAnotherVersionOfAModuleThatIsOnTheModulePath() throws IOException {
        Path required = automatic("required");
        Path olderApp = Files.createDirectories(directory.resolve("older-app"));
        compile(olderApp, "module app {}");
        elements.addAll(List.of(olderApp, directory.resolve("missing.jar")));
        Path olderRequired = directory.resolve("required-0.9.jar");
        jar(olderRequired, "required");
        compile(classes, "module app { requires required; }");
        elements.add(olderRequired);

        JavaModule module = requireNonNull(find(null));

        assertEquals(List.of(classes, required), module.modulePath());
        assertEquals(
                Set.of(olderApp, olderRequired),
                elements.stream()
                        .filter(element -> !module.modulePath().contains(element))
                        .filter(element -> !module.leavesOnClassPath(element))
                        .collect(Collectors.toSet()));
    }

    @Test
    void putsProvidersOfWhatTheModuleUsesOnTheModulePath() throws IOException {
        Path provider = Files.createDirectories(directory.resolve("provider"));
        compile(
                provider,
                "module provider { provides java.lang.Runnable with x.Impl; }",
                "x/Impl.java",
                "package x; public class Impl implements Runnable { public void run() {} }");
        elements.add(provider);
        compile(classes, "module app { uses java.lang.Runnable; }");

        assertEquals(List.of(classes, provider), requireNonNull(find(null)).modulePath());
    }

    @Test
    void putsEverythingOnTheModulePathOfTestsThatAreAModule() throws IOException {
        Path library = automatic("library");
        elements.add(directory.resolve("missing.jar"));
        compile(classes, "module app {}");
        compile(tests, "module app.test {}");

        assertEquals(
                new JavaModule("app.test", List.of(tests, classes, library), List.of(), null, List.of()), find(null));
    }

    @Test
    void readsModulesWithTheEyesOfAnotherJdk() throws IOException {
        Path named = Files.move(automatic("ignored"), directory.resolve("by-name-1.0.jar"));
        elements.set(elements.size() - 1, named);
        Files.delete(named);
        jar(named, null);
        compile(classes, "module app { requires by.name; }");

        assertEquals(
                List.of(classes, named),
                requireNonNull(find(Path.of(System.getProperty("java.home")))).modulePath());
        assertEquals(List.of(classes, named), requireNonNull(find(null)).modulePath());
    }

    @Test
    void refusesAModuleInfoThatCannotBeRead() throws IOException {
        Files.writeString(classes.resolve("module-info.class"), "no class");

        assertTrue(Refusal.of(() -> find(null)).startsWith("The module-info of " + classes + " or "));
    }

    private TestClassPath classPath() {
        return new TestClassPath(tests, classes, List.of(), List.of());
    }

    private @Nullable JavaModule find(@Nullable Path jdk) {
        return new ModuleFinder(jdk)
                .find(classPath(), elements, List.of("p.ATest", "p.q.BTest", "p.CTest", "NoneTest"));
    }

    private Path automatic(String module) throws IOException {
        Path jar = directory.resolve(module + ".jar");
        jar(jar, module);
        elements.add(jar);
        return jar;
    }

    private static void jar(Path file, @Nullable String module) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (module != null) {
            manifest.getMainAttributes().putValue("Automatic-Module-Name", module);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            new JarOutputStream(out, manifest).close();
        }
    }

    /** Compiles a module-info and pairs of further file names and contents. */
    private void compile(Path output, String moduleInfo, String... files) throws IOException {
        Path sources = Files.createTempDirectory(directory, "sources");
        Path source = Files.writeString(sources.resolve("module-info.java"), moduleInfo);
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", output.toString(), "-p", modulePath()));
        arguments.add(source.toString());
        for (int i = 0; i < files.length; i += 2) {
            Path file = sources.resolve(files[i]);
            Files.createDirectories(file.getParent());
            arguments.add(Files.writeString(file, files[i + 1]).toString());
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])));
    }

    private String modulePath() {
        return String.join(
                ":",
                elements.stream()
                        .map(Path::toString)
                        .filter(name -> name.endsWith(".jar"))
                        .toList());
    }
}
