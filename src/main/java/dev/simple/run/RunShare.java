package dev.simple.run;

import dev.simple.guard.GuardFeed;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of a build have in common, so that they act as one where modules are built in parallel.
 *
 * @param forkNumbers the workers that all of them may have
 * @param easing which of them runs a class while the build eases
 * @param guard tells all of them how the machine is; asked only by runs that protect it
 * @param shutdown why another run has shut the build down, null if none has
 * @param problems adds new failures and errors to those of the other runs, and gives the sum
 */
public record RunShare(
        ForkNumbers forkNumbers,
        EasingTurn easing,
        GuardFeed guard,
        Supplier<@Nullable String> shutdown,
        IntUnaryOperator problems) {}
