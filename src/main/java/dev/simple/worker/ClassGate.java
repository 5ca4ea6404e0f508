package dev.simple.worker;

/** Where a class waits before it starts while the runner wants nothing new to start. */
final class ClassGate {

    private boolean closed;

    synchronized void close() {
        closed = true;
    }

    synchronized void open() {
        closed = false;
        notifyAll();
    }

    /** Returns when the gate is open. An interrupt, left over from a test, is kept for whoever comes next. */
    synchronized void pass() {
        boolean interrupted = false;
        while (closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
