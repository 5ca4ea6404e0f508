package dev.simple.run;

/** The machine is so short of something that the run has to end. The message says of what. */
final class ResourceShutdown extends RuntimeException {

    private static final long serialVersionUID = 1;

    ResourceShutdown(String reason) {
        super(reason);
    }
}
