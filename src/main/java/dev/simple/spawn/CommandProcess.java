package dev.simple.spawn;

/** The process of a spec file's command, from its start to its exit. */
public final class CommandProcess extends TestProcess {

    CommandProcess(int number, Execution execution) {
        super(number, execution);
    }
}
