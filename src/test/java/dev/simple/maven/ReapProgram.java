package dev.simple.maven;

import org.apache.maven.plugin.MojoFailureException;

/** The goal {@code reap} without Maven. */
public final class ReapProgram {

    private ReapProgram() {}

    public static void main(String[] args) {
        try {
            new ReapMojo().execute();
        } catch (MojoFailureException e) {
            System.out.println("failed: " + e.getMessage());
            System.exit(1);
        }
    }
}
