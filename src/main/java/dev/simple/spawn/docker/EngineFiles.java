package dev.simple.spawn.docker;

import com.github.dockerjava.api.model.Mount;
import dev.simple.spawn.SpawnCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How containers come by the files of this machine. In either way they have the paths that they have here. */
interface EngineFiles {

    List<Mount> mounts();

    /** Directories that each container has for itself, empty and gone with it. */
    List<Path> temporary();

    /** Sees to it that a container will have what a command needs. */
    void prepare(SpawnCommand command) throws IOException;

    /** Whether the engine runs on this machine, with its files, sockets and processes. */
    boolean areShared();
}
