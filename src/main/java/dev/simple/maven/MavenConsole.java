package dev.simple.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.report.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import org.apache.maven.plugin.logging.Log;

/** Prints through Maven's log and beside it through its standard streams. */
final class MavenConsole implements Console {

    // Maven 4 turns what reaches System.out into lines of its log, which a line drawn in place is not.
    private final PrintStream terminal = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    private final Log log;

    MavenConsole(Log log) {
        this.log = log;
    }

    @Override
    public void info(String message) {
        log.info(message);
    }

    @Override
    public void warn(String message) {
        log.warn(message);
    }

    @Override
    public void error(String message) {
        log.error(message);
    }

    @Override
    public PrintStream out() {
        return System.out;
    }

    @Override
    public PrintStream err() {
        return System.err;
    }

    @Override
    public PrintStream terminal() {
        return terminal;
    }
}
