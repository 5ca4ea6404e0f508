package dev.simple.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShutdownExitCodeTest {

    private static StackTraceElement frame(String className, String method) {
        return new StackTraceElement(className, method, "Some.java", 1);
    }

    @ParameterizedTest
    @CsvSource({
        "org.codehaus.plexus.classworlds.launcher.Launcher, main, true",
        "org.apache.maven.wrapper.MavenWrapperMain, main, true",
        "org.codehaus.plexus.classworlds.launcher.Launcher, launch, false",
        "org.mvndaemon.mvnd.daemon.Server, main, false",
        "org.jetbrains.idea.maven.server.RemoteMavenServer36, main, false",
        "org.eclipse.equinox.launcher.Main, main, false"
    })
    void isSetOnlyWhereMavenHasTheJvmForItself(String className, String method, boolean own) {
        StackTraceElement[] stack = {frame("java.lang.Object", "wait"), frame(className, method)};

        assertEquals(own, ShutdownExitCode.isMavensOwn(Map.of(new Thread("main"), stack)));
    }

    @Test
    void isNotSetFromAThreadThatOnlyLooksLikeIt() {
        StackTraceElement[] stack = {frame("org.codehaus.plexus.classworlds.launcher.Launcher", "main")};

        assertFalse(ShutdownExitCode.isMavensOwn(Map.of(new Thread("build"), stack)));
    }

    @Test
    void isNotSetInThisJvm() {
        assertFalse(ShutdownExitCode.isMavensOwn(Thread.getAllStackTraces()));
    }
}
