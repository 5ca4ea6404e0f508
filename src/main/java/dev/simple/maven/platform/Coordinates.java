package dev.simple.maven.platform;

/** A jar in a repository. */
record Coordinates(String groupId, String artifactId, String version) {

    static Coordinates of(String key, String version) {
        int colon = key.indexOf(':');
        return new Coordinates(key.substring(0, colon), key.substring(colon + 1), version);
    }

    String key() {
        return groupId + ":" + artifactId;
    }

    @Override
    public String toString() {
        return key() + ":" + version;
    }
}
