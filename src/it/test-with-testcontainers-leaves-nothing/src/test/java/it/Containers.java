package it;

import org.testcontainers.containers.GenericContainer;

final class Containers {

    private Containers() {}

    static GenericContainer<?> sleeping() {
        return new GenericContainer<>("localhost/simple-test:busybox")
                .withNetworkMode("none")
                .withCommand("sleep", "1000");
    }
}
