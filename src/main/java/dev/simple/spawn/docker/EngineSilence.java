package dev.simple.spawn.docker;

import dev.simple.engine.EngineAddress;
import java.io.IOException;
import java.time.Duration;

/** A container engine has not answered in time. */
final class EngineSilence extends IOException {

    private static final long serialVersionUID = 1;

    EngineSilence(EngineAddress engine, Duration limit) {
        super("the container engine at " + engine + " has not answered within " + limit.toSeconds()
                + " s. Look at its log, and restart it if it hangs");
    }
}
