package dev.simple.spawn;

import dev.simple.protocol.EndedProcess;
import java.util.List;

/**
 * What was still there and had to be ended.
 *
 * @param ended what is gone now
 * @param survivors what could not be ended, processes of another user for example
 */
public record CleanUp(List<EndedProcess> ended, List<EndedProcess> survivors) {

    static final CleanUp NOTHING = new CleanUp(List.of(), List.of());

    public CleanUp {
        ended = List.copyOf(ended);
        survivors = List.copyOf(survivors);
    }
}
