package dev.simple.report;

import java.io.PrintStream;

/** Where people read: the build's log, the raw streams beside it, and the terminal behind them all. */
public interface Console {

    void info(String message);

    void warn(String message);

    void error(String message);

    /** Where the tests' standard output goes. */
    PrintStream out();

    /** Where the tests' standard error goes. */
    PrintStream err();

    /** Where the live line is drawn; the build tool must not look at what is written here. */
    PrintStream terminal();
}
