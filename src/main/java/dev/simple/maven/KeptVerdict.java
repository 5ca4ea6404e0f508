package dev.simple.maven;

import java.util.stream.Stream;
import org.apache.maven.plugin.AbstractMojoExecutionException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;

/**
 * Why the build has to fail after integration tests, as it stands in the summary file from the goal that runs them to the
 * one that fails. Like Failsafe, it puts the name of the exception in front of the message.
 *
 * @param message for the user
 */
record KeptVerdict(Reason reason, String message) {

    /** What kind of failure it is, the gravest first. */
    enum Reason {
        RESOURCE_SHUTDOWN(ResourceShutdownException.class.getName() + ": "),
        ERROR(MojoExecutionException.class.getName() + ": "),
        /** Such as a worker that crashed; {@code testFailureIgnore} does not hide it. */
        NEVER_IGNORED(MojoFailureException.class.getName() + ": "),
        TEST_FAILURES("");

        private final String prefix;

        Reason(String prefix) {
            this.prefix = prefix;
        }
    }

    static KeptVerdict of(AbstractMojoExecutionException e) {
        Reason reason = e instanceof ResourceShutdownException
                ? Reason.RESOURCE_SHUTDOWN
                : e instanceof MojoFailureException ? Reason.NEVER_IGNORED : Reason.ERROR;
        return new KeptVerdict(reason, String.valueOf(e.getMessage()));
    }

    static KeptVerdict parse(String text) {
        Reason reason = Stream.of(Reason.values())
                .filter(each -> text.startsWith(each.prefix))
                .findFirst()
                .orElse(Reason.TEST_FAILURES);
        return new KeptVerdict(reason, text.substring(reason.prefix.length()));
    }

    String text() {
        return reason.prefix + message;
    }

    /** The graver of two, the first if they are equal; null stands for success. */
    static @Nullable KeptVerdict graver(@Nullable KeptVerdict first, @Nullable KeptVerdict second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        return second.reason.compareTo(first.reason) < 0 ? second : first;
    }

    /** Fails the build with it. */
    void fail() throws MojoExecutionException, MojoFailureException {
        switch (reason) {
            case RESOURCE_SHUTDOWN -> throw new ResourceShutdownException(message);
            case ERROR -> throw new MojoExecutionException(message);
            case NEVER_IGNORED, TEST_FAILURES -> throw new MojoFailureException(message);
        }
    }

    /** Throws what Maven has one supertype for, and its goals two types. */
    static void rethrow(AbstractMojoExecutionException e) throws MojoExecutionException, MojoFailureException {
        if (e instanceof MojoFailureException failure) {
            throw failure;
        }
        throw e instanceof MojoExecutionException error ? error : new MojoExecutionException(e.getMessage(), e);
    }
}
