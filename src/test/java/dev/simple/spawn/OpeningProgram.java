package dev.simple.spawn;

/** Opens a tracker with the Java whose home is its argument, says so, and waits for ever. */
public final class OpeningProgram {

    private OpeningProgram() {}

    public static void main(String[] args) throws Exception {
        System.setProperty("java.home", args[0]);
        SpawnTracker tracker = SpawnTracker.open();
        System.out.println("opened");
        System.out.println(tracker.lost().get());
        Thread.currentThread().join();
    }
}
