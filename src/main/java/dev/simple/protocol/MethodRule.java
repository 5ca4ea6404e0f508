package dev.simple.protocol;

import org.jspecify.annotations.Nullable;

/** Placeholder. */
public record MethodRule(
        boolean exclude, String classRegex, @Nullable String methodRegex) {}
