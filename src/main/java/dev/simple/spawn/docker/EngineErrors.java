package dev.simple.spawn.docker;

import com.github.dockerjava.api.exception.DockerException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what the engine's refusals mean, and what to do. */
final class EngineErrors {

    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private EngineErrors() {}

    /**
     * In a phrase.
     *
     * @param memory where the limit of memory is set
     */
    static String explain(DockerException e, String program, String image, String memory) {
        String words = message(e);
        String text = words.toLowerCase(Locale.ROOT);
        if (text.contains("executable file not found") || text.contains("no such file or directory: unknown")) {
            return noProgram(program, image) + " (" + words + ")";
        }
        if (text.contains("exec format error")) {
            return "the image " + image + " is built for another kind of processor. (" + words + ")";
        }
        if (isMissingMount(e)) {
            return "the container engine does not see a file or directory any more that is to be mounted. (" + words
                    + ")";
        }
        if (text.contains("container name") && text.contains("is already in use by")) {
            return "a container of somebody else has the name that this one was to have. Remove it, or start the build"
                    + " again, which takes other names. (" + words + ")";
        }
        if (text.contains("minimum memory limit")) {
            return "the memory that " + memory + " allows is less than the container engine accepts. (" + words + ")";
        }
        if (text.contains("no space left on device")) {
            return "the container engine's disk is full. Make room for it: docker system df, docker system prune. ("
                    + words + ")";
        }
        return "the container engine refuses: " + words;
    }

    /** Whether something is to be mounted that the engine does not see. */
    static boolean isMissingMount(DockerException e) {
        String text = message(e).toLowerCase(Locale.ROOT);
        return text.contains("bind source path does not exist") || text.contains("mounts denied");
    }

    /** In a phrase to be read after "the worker". */
    static String noProgram(String program, String image) {
        return "could not start, for the image " + image + " has no program " + program + " on its PATH. Name an image"
                + " that has it" + (program.equals("java") ? ", with Java 17 or later" : "")
                + ": simple.container.image.";
    }

    /** The client wraps what the operating system says. */
    static String innermost(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static String message(DockerException e) {
        String raw = String.valueOf(e.getMessage());
        Matcher matcher = MESSAGE.matcher(raw);
        return (matcher.find() ? matcher.group(1).replace("\\\"", "\"").replace("\\n", " ") : raw).strip();
    }
}
