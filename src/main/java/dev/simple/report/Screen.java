package dev.simple.report;

import dev.simple.model.OutputStreamKind;
import java.io.PrintStream;

/**
 * The console with its three writers: the log, the raw output of tests, and the live line. It knows where the cursor is,
 * so that none of them writes into what another one left.
 */
final class Screen {

    private static final String ERASE_LINE = "\r\u001b[2K";
    private static final String WRAP_OFF = "\u001b[?7l";
    private static final String WRAP_ON = "\u001b[?7h";

    private final Console log;
    private final PrintStream out;
    private final PrintStream err;
    private final PrintStream terminal;
    private boolean outUnfinished;
    private boolean errUnfinished;
    private boolean drawn;

    Screen(Console console) {
        this.log = console;
        this.out = console.out();
        this.err = console.err();
        this.terminal = console.terminal();
    }

    void info(String message) {
        startLine();
        log.info(message);
    }

    void warn(String message) {
        startLine();
        log.warn(message);
    }

    void error(String message) {
        startLine();
        log.error(message);
    }

    void raw(OutputStreamKind kind, byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        erase();
        boolean unfinished = bytes[bytes.length - 1] != '\n';
        PrintStream target = kind == OutputStreamKind.STDOUT ? out : err;
        target.write(bytes, 0, bytes.length);
        target.flush();
        if (kind == OutputStreamKind.STDOUT) {
            outUnfinished = unfinished;
        } else {
            errUnfinished = unfinished;
        }
    }

    /** Shows a line that the next output erases; it does nothing while output waits for the end of its line. */
    void draw(String line) {
        if (outUnfinished || errUnfinished) {
            return;
        }
        terminal.print(ERASE_LINE + WRAP_OFF + line + WRAP_ON);
        terminal.flush();
        drawn = true;
    }

    void erase() {
        if (drawn) {
            terminal.print(ERASE_LINE);
            terminal.flush();
            drawn = false;
        }
    }

    private void startLine() {
        erase();
        if (outUnfinished) {
            out.println();
            out.flush();
            outUnfinished = false;
        }
        if (errUnfinished) {
            err.println();
            err.flush();
            errUnfinished = false;
        }
    }
}
