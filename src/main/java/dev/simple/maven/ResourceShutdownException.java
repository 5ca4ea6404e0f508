package dev.simple.maven;

import org.apache.maven.plugin.MojoFailureException;

/**
 * The build fails because the machine was short of something: the run was ended with everything saved, and {@code
 * simple:resume} continues it. Where Maven has a process of its own, it exits with {@value ShutdownExitCode#CODE}.
 */
public class ResourceShutdownException extends MojoFailureException {

    private static final long serialVersionUID = 1;

    public ResourceShutdownException(String message) {
        super(message);
    }
}
