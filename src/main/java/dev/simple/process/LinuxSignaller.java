package dev.simple.process;

/** Holds a process by a pidfd while it looks whether it is the right one. */
final class LinuxSignaller implements Signaller {

    private final Linux linux;
    private final ProcessTable table;

    LinuxSignaller(Linux linux, ProcessTable table) {
        this.linux = linux;
        this.table = table;
    }

    @Override
    public boolean send(ProcessIdentity process, Signal signal) {
        int pidfd = linux.hasPidfd() ? linux.openPidfd(process.pid()) : -1;
        if (pidfd < 0) {
            // There is none on an older kernel, and none to be had at the limit of open files.
            return table.isAlive(process) && linux.kill(process.pid(), signal.number());
        }
        try {
            return table.isAlive(process) && linux.signalPidfd(pidfd, signal.number());
        } finally {
            linux.close(pidfd);
        }
    }
}
