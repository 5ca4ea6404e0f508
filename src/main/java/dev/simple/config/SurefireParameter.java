package dev.simple.config;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of Surefire, and what becomes of it here.
 *
 * @param name the element in Surefire's configuration
 * @param property the user property, null where it has none
 * @param noEffect why it has no effect here, as the rest of a sentence; null for one that has its effect
 */
public record SurefireParameter(
        String name, @Nullable String property, @Nullable String noEffect) {

    /**
     * What a user who set it should be told, null if it has its effect.
     *
     * @param plugin the name of the plugin that has it: Surefire, or Failsafe, which has nearly the same
     */
    @Nullable
    String notice(String plugin) {
        return noEffect == null ? null : plugin + "'s " + name + " has no effect here: " + noEffect + ".";
    }
}
