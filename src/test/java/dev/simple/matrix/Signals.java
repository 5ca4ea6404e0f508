package dev.simple.matrix;

import com.sun.jna.Library;
import com.sun.jna.Native;

/** Sends signals at once, where a program that sends them would take its time. */
final class Signals {

    static final int KILL = 9;
    static final int SEGMENTATION_FAULT = 11;
    static final int TERMINATE = 15;
    static final int CONTINUE = 18;
    static final int STOP = 19;

    private interface LibC extends Library {
        int kill(int pid, int signal);
    }

    private static final LibC C = Native.load("c", LibC.class);

    private Signals() {}

    static void send(long pid, int signal) {
        if (pid <= 1 || C.kill((int) pid, signal) != 0) {
            throw new IllegalStateException("Signal " + signal + " cannot be sent to process " + pid + ".");
        }
    }

    static void sendToGroup(long group, int signal) {
        if (group <= 1 || C.kill((int) -group, signal) != 0) {
            throw new IllegalStateException("Signal " + signal + " cannot be sent to the group " + group + ".");
        }
    }

    /** For one that may be gone. */
    static void tryToKill(long pid) {
        C.kill((int) pid, KILL);
    }
}
