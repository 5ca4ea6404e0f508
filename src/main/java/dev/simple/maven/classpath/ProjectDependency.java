package dev.simple.maven.classpath;

import java.nio.file.Path;

/**
 * A resolved dependency on a class path.
 *
 * @param version the base version: {@code 1.0-SNAPSHOT}, never a timestamp
 * @param declared whether the POM names it; false for one that came through another dependency
 */
public record ProjectDependency(String groupId, String artifactId, String version, Path file, boolean declared) {

    /** Group and artifact id, separated by a colon. */
    public String key() {
        return groupId + ":" + artifactId;
    }
}
