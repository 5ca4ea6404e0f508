package dev.simple.maven;

import dev.simple.config.RunConfiguration.JavaModule;
import dev.simple.config.RunConfiguration.WorkerJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.plugin.logging.Log;

/** Tells what test JVMs are started with, to whoever has Maven tell everything ({@code -X}). */
final class WorkerLog {

    private WorkerLog() {}

    static void write(WorkerJvm jvm, Log log) {
        if (!log.isDebugEnabled()) {
            return;
        }
        log.debug("Test JVM: " + jvm.executable() + " " + String.join(" ", jvm.arguments()));
        log.debug("Working directory of the tests: " + jvm.workingDirectory());
        list("JUnit's jars, which come first", jvm.launcherClassPath(), log);
        list("Class path of the tests", jvm.testClassPath(), log);
        JavaModule module = jvm.module();
        if (module != null) {
            list("Of these, the module path of " + module.name(), module.modulePath(), log);
        }
        log.debug("System properties of the tests: " + new TreeMap<>(jvm.systemProperties()));
        // Not their values, among which are passwords.
        log.debug("Environment variables for the tests: "
                + new TreeSet<>(jvm.environment().keySet()));
        log.debug("Environment variables withheld: " + new TreeSet<>(jvm.withoutEnvironment()));
    }

    private static void list(String what, List<Path> elements, Log log) {
        log.debug(what + ":");
        elements.forEach(element -> log.debug("  " + element));
    }
}
