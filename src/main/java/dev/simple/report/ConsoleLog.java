package dev.simple.report;

/** Where the console's lines go. A message may have several lines; only the first one bears the level. */
public interface ConsoleLog {
    void info(String message);

    void warn(String message);

    void error(String message);
}
