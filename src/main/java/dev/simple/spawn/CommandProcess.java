package dev.simple.spawn;

/** The process of a spec file's command, from its start to its exit. */
public final class CommandProcess extends TestProcess {

    CommandProcess(int number, Spawn spawn) {
        super(number, spawn);
    }
}
