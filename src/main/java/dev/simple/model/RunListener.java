package dev.simple.model;

/** Is told of a run's events, one after another, on the dispatcher's thread. */
public interface RunListener {
    void on(RunEvent event);
}
