package dev.simple.guard;

import dev.simple.model.ResourceSample;
import java.io.IOException;

/** Looks at the machine. Used by one thread. */
public interface ResourceProbe {

    /**
     * How the machine is now, and how busy its processors were since the sample before.
     *
     * @throws IOException if that cannot be found out
     */
    ResourceSample sample() throws IOException;
}
