package dev.simple.config;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of Surefire, and what becomes of it here.
 *
 * @param name the element in Surefire's configuration
 * @param property the user property, null where it has none
 * @param reason why it has no meaning here, as the rest of a sentence that begins with the name; empty otherwise
 */
public record SurefireParameter(String name, @Nullable String property, Support support, String reason) {

    /** What becomes of a parameter. */
    public enum Support {
        /** It has its effect. */
        HONOURED,
        /** It could have an effect, but has none yet. */
        NOT_YET,
        /** It cannot have an effect, since what it is about does not exist here. */
        WITHOUT_MEANING
    }

    /**
     * What a user who set it should be told, null if it has its effect.
     *
     * @param plugin the name of the plugin that has it: Surefire, or Failsafe, which has nearly the same
     */
    @Nullable
    String notice(String plugin) {
        return switch (support) {
            case HONOURED -> null;
            case NOT_YET -> plugin + "'s " + name + " is not supported yet and has no effect.";
            case WITHOUT_MEANING -> plugin + "'s " + name + " has no effect here: " + reason + ".";
        };
    }
}
