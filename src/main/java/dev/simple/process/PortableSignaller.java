package dev.simple.process;

/** What the JDK can do: end a process. Between the look at its start and the signal the id could be given away. */
final class PortableSignaller implements Signaller {

    private final ProcessTable table;

    PortableSignaller(ProcessTable table) {
        this.table = table;
    }

    @Override
    public boolean send(ProcessIdentity process, Signal signal) {
        if (!table.isAlive(process)) {
            return false;
        }
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElse(null);
        if (handle == null) {
            return false;
        }
        return switch (signal) {
            case TERMINATE -> handle.destroy();
            case KILL -> handle.destroyForcibly();
            case STOP, CONTINUE -> false;
        };
    }
}
