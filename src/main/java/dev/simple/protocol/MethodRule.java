package dev.simple.protocol;

import org.jspecify.annotations.Nullable;

/**
 * One pattern of a selection, in the form that travels to a worker.
 *
 * @param exclude whether what matches is left out
 * @param classRegex must match the whole path of the class file, such as {@code a/b/FooTest$Nested.class}: the regular
 *     expressions that users write are of this form, and cannot be rewritten for names with dots
 * @param methodRegex must match the whole method name; null for all methods
 */
public record MethodRule(
        boolean exclude, String classRegex, @Nullable String methodRegex) {}
