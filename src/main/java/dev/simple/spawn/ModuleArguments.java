package dev.simple.spawn;

import dev.simple.config.RunConfiguration.JavaModule;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The JVM's arguments for tests in a Java module, the same that Surefire 3.5 gives it. */
final class ModuleArguments {

    private static final String CLASS_PATH = "ALL-UNNAMED";
    private static final String JUNIT = "org.junit.platform.commons";

    /** What the launcher and the engines use of {@value #JUNIT}, which exports it to them as modules only. */
    private static final List<String> JUNIT_PACKAGES = List.of(JUNIT + ".util", JUNIT + ".logging");

    private ModuleArguments() {}

    static List<String> of(JavaModule module) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--module-path");
        arguments.add(module.modulePath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        arguments.addAll(List.of("--add-modules", "ALL-MODULE-PATH"));
        if (module.patch() != null) {
            arguments.addAll(List.of("--patch-module", module.name() + "=" + module.patch()));
            arguments.addAll(List.of("--add-reads", module.name() + "=" + CLASS_PATH));
            module.packages().forEach(name -> open(module.name(), name, arguments));
        }
        if (module.modulePath().stream().anyMatch(ModuleArguments::isJUnit)) {
            JUNIT_PACKAGES.forEach(name -> open(JUNIT, name, arguments));
        }
        return arguments;
    }

    private static boolean isJUnit(Path element) {
        return element.getFileName().toString().startsWith("junit-platform-commons-");
    }

    private static void open(String module, String name, List<String> arguments) {
        arguments.addAll(List.of("--add-opens", module + "/" + name + "=" + CLASS_PATH));
    }
}
