package dev.simple.process;

import com.sun.jna.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** JNA's library, in a JVM of this plugin's own. */
public final class NativeLibrary {

    private NativeLibrary() {}

    /**
     * Puts it into a directory and has JNA take it from there, to be called before {@link NativeCalls}. JNA itself would give
     * it a random name, for which the JDK loads its security providers. Does nothing where native calls are not used.
     *
     * @param directory which nobody else can write to
     */
    public static void unpack(Path directory) {
        try {
            String name = System.mapLibraryName("jnidispatch");
            String resource = "com/sun/jna/" + Platform.RESOURCE_PREFIX + "/" + name;
            try (InputStream in = Platform.isLinux() ? ClassLoader.getSystemResourceAsStream(resource) : null) {
                if (in != null) {
                    Files.copy(in, directory.resolve(name));
                    System.setProperty("jna.boot.library.path", directory.toString());
                }
            }
        } catch (IOException | LinkageError e) {
            // JNA tries it in its own way, and NativeCalls tells why it cannot.
        }
    }
}
