package dev.simple.maven;

import dev.simple.report.ConsoleLog;
import org.apache.maven.plugin.logging.Log;

/** Prints through Maven's log, line by line, as Maven does. */
final class MavenConsole implements ConsoleLog {

    private final Log log;

    MavenConsole(Log log) {
        this.log = log;
    }

    @Override
    public void info(String line) {
        log.info(line);
    }

    @Override
    public void warn(String line) {
        log.warn(line);
    }

    @Override
    public void error(String line) {
        log.error(line);
    }
}
