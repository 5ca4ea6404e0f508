package dev.simple.spawn.docker;

import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import dev.simple.spawn.SpawnCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Directories and files of this machine, mounted. */
final class MountedFiles implements EngineFiles {

    private final List<Mount> mounts = new ArrayList<>();

    MountedFiles(Iterable<Path> readable, Iterable<Path> writable) {
        readable.forEach(path -> mounts.add(mount(path).withReadOnly(true)));
        writable.forEach(path -> mounts.add(mount(path)));
    }

    private static Mount mount(Path path) {
        return new Mount().withType(MountType.BIND).withSource(path.toString()).withTarget(path.toString());
    }

    @Override
    public List<Mount> mounts() {
        return mounts;
    }

    @Override
    public List<Path> temporary() {
        return List.of();
    }

    @Override
    public void prepare(SpawnCommand command) {
        // What is there now is seen in containers.
    }

    @Override
    public boolean areShared() {
        return true;
    }
}
