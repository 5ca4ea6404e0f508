package dev.simple.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.simple.fixtures.Waiting;
import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class AdoptionTest {

    /** As Maven loads a plugin that has other dependencies in another module. */
    private static ClassLoader loader() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static void call(ClassLoader loader, String name) throws Exception {
        Method method = loader.loadClass(Adoption.class.getName()).getDeclaredMethod(name);
        method.setAccessible(true);
        method.invoke(null);
    }

    /** The parent of a process whose own has ended. */
    private static long parentOfAnOrphan() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sleep 1000 >/dev/null 2>&1 & echo $!").start();
        long orphan = Long.parseLong(parent.inputReader().readLine());
        parent.waitFor();
        ProcessHandle handle = ProcessHandle.of(orphan).orElseThrow();
        try {
            Waiting.until(
                    Waiting.LONG,
                    "another parent",
                    () -> handle.parent().map(ProcessHandle::pid).orElse(0L) != parent.pid());
            return handle.parent().map(ProcessHandle::pid).orElse(0L);
        } finally {
            handle.destroyForcibly();
        }
    }

    @Test
    void lastsAsLongAsAnyModuleNeedsIt() throws Exception {
        long self = ProcessHandle.current().pid();
        ClassLoader one = loader();
        ClassLoader other = loader();
        call(one, "begin");
        call(other, "begin");

        call(one, "end");

        assertEquals(self, parentOfAnOrphan());

        call(other, "end");

        assertNotEquals(self, parentOfAnOrphan());
    }
}
