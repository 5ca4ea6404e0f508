package dev.simple.worker;

/** Where a class waits before it starts while the runner wants fewer to run. */
final class ClassGate {

    private int room = Integer.MAX_VALUE;
    private int running;

    /** @param classes how many may run at once from now on; what has started goes on */
    synchronized void admit(int classes) {
        room = classes;
        notifyAll();
    }

    /**
     * Returns when the class may run. An interrupt, left over from a test, is kept for whoever comes next.
     *
     * @param nested whether this thread is in the middle of another class, which could not finish while it waits: JUnit's
     *     parallel mode runs a class on a thread that waits for parts of another. Then it waits for the runner alone.
     */
    synchronized void enter(boolean nested) {
        boolean interrupted = false;
        while (running >= room && !(nested && room > 0)) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        running++;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another part of a class that has started. */
    synchronized void enterAgain() {
        running++;
    }

    synchronized void leave() {
        running--;
        notifyAll();
    }
}
