package dev.simple.matrix;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/** Runs Maven in its own JVM as an IDE does, with Maven's libraries on the class path: a build for each line that it reads. */
final class EmbeddedMaven {

    static final int EXIT_CODE = 5;

    private EmbeddedMaven() {}

    /**
     * Takes builds until there are no more lines.
     *
     * @param args the directory of the project
     */
    public static void main(String[] args) throws Exception {
        Class<?> type = Class.forName("org.apache.maven.cli.MavenCli");
        Object cli = type.getConstructor().newInstance();
        Method build = type.getMethod("doMain", String[].class, String.class, PrintStream.class, PrintStream.class);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Object result = build.invoke(cli, line.split(" "), args[0], System.out, System.err);
            System.out.println("\nembedded result " + result);
        }
        System.exit(EXIT_CODE);
    }
}
