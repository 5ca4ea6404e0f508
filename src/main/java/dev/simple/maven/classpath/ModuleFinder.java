package dev.simple.maven.classpath;

import dev.simple.config.ConfigurationException;
import dev.simple.config.RunConfiguration.JavaModule;
import java.io.IOException;
import java.lang.module.InvalidModuleDescriptorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.codehaus.plexus.languages.java.jpms.JavaModuleDescriptor;
import org.codehaus.plexus.languages.java.jpms.LocationManager;
import org.codehaus.plexus.languages.java.jpms.ResolvePathRequest;
import org.codehaus.plexus.languages.java.jpms.ResolvePathsRequest;
import org.codehaus.plexus.languages.java.jpms.ResolvePathsResult;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether tests run in a Java module, and with what on the module path. It is Surefire's way: a module-info of the
 * tests counts first, then everything is on the module path; beside that of the classes, what the module requires is.
 */
public final class ModuleFinder {

    private static final String DESCRIPTOR = "module-info.class";

    private final LocationManager locations = new LocationManager();
    private final @Nullable Path jdk;

    /** @param jdk the home of the JDK that the tests run on, null if it is Maven's own or is in a container's image */
    public ModuleFinder(@Nullable Path jdk) {
        this.jdk = jdk;
    }

    /** Whether the classes or the tests are a module. */
    public static boolean isModule(TestClassPath classPath) {
        return hasDescriptor(classPath.testClasses()) || hasDescriptor(classPath.classes());
    }

    /**
     * The module, null if neither the classes nor the tests are one.
     *
     * @param elements all jars and directories that the worker needs
     * @param testClassNames of the tests that are chosen
     * @throws ConfigurationException if a module-info cannot be read
     */
    public @Nullable JavaModule find(TestClassPath classPath, List<Path> elements, Collection<String> testClassNames) {
        try {
            if (hasDescriptor(classPath.testClasses())) {
                List<Path> existing = elements.stream().filter(Files::exists).toList();
                return new JavaModule(descriptor(classPath.testClasses()).name(), existing, List.of(), null, List.of());
            }
            return hasDescriptor(classPath.classes())
                    ? patched(descriptor(classPath.classes()), classPath.testClasses(), elements, testClassNames)
                    : null;
        } catch (IOException | InvalidModuleDescriptorException e) {
            throw unreadable(classPath, e);
        }
    }

    private JavaModule patched(
            JavaModuleDescriptor descriptor, Path tests, List<Path> elements, Collection<String> testClassNames)
            throws IOException {
        ResolvePathsRequest<Path> request = ResolvePathsRequest.ofPaths(elements)
                .setModuleDescriptor(descriptor)
                .setIncludeAllProviders(true)
                .setIncludeStatic(true);
        if (jdk != null) {
            request.setJdkHome(jdk);
        }
        ResolvePathsResult<Path> result = locations.resolvePaths(request);
        TreeSet<String> packages = new TreeSet<>();
        for (String name : testClassNames) {
            int end = name.lastIndexOf('.');
            if (end > 0) {
                packages.add(name.substring(0, end));
            }
        }
        Set<Path> modulePath = result.getModulepathElements().keySet();
        List<Path> superseded = new ArrayList<>(result.getPathElements().keySet());
        superseded.removeAll(modulePath);
        superseded.removeAll(result.getClasspathElements());
        return new JavaModule(descriptor.name(), List.copyOf(modulePath), superseded, tests, List.copyOf(packages));
    }

    private JavaModuleDescriptor descriptor(Path element) throws IOException {
        ResolvePathRequest<Path> request = ResolvePathRequest.ofPath(element);
        if (jdk != null) {
            request.setJdkHome(jdk);
        }
        return locations.resolvePath(request).getModuleDescriptor();
    }

    private static boolean hasDescriptor(Path element) {
        if (Files.isDirectory(element)) {
            return Files.exists(element.resolve(DESCRIPTOR));
        }
        if (!Files.isRegularFile(element)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(element.toFile())) {
            return zip.getEntry(DESCRIPTOR) != null;
        } catch (IOException e) {
            // What is no archive has no module; the JVM passes over it too.
            return false;
        }
    }

    private static ConfigurationException unreadable(TestClassPath classPath, Exception cause) {
        return new ConfigurationException(
                "The module-info of " + classPath.classes() + " or " + classPath.testClasses() + " cannot be read: "
                        + cause.getMessage() + ". Compile it anew, or run the tests on the class path:"
                        + " useModulePath=false.",
                cause);
    }
}
