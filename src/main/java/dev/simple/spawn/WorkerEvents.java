package dev.simple.spawn;

import dev.simple.protocol.MemoryUse;
import dev.simple.protocol.WorkerMessage;
import java.util.List;

/** Is told what the processes of a run do, by several threads; returns quickly or lets the worker wait. */
public interface WorkerEvents {

    void received(WorkerProcess worker, WorkerMessage message);

    /** Nothing more will be received. Comes after the last message and before or after the exit. */
    void disconnected(WorkerProcess worker);

    /** The process has ended and was waited for. */
    void exited(TestProcess process, ExitStatus status);

    /** Nothing is left of what the process had started; comes after its exit. */
    void cleanedUp(TestProcess process, CleanUp cleanUp);

    /** How much memory processes use with all that they have started. */
    void measured(List<MemoryUse> uses);

    /** Something that the user should know, in a full sentence, such as that a stranger has connected. */
    void remarked(String sentence);

    /** The supervisor is gone, and with it everything that it had started. */
    void lost(String reason);
}
