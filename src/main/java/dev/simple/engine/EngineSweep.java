package dev.simple.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Removes everything that has a run's label: containers with their volumes, then networks and volumes. The listing is
 * asked for again and again until it has been empty for a while, because an engine may still be creating what a client has
 * asked for that is dead by now.
 */
public final class EngineSweep {

    /** The label of all that belongs to a run; its value says to which. */
    public static final String LABEL = "dev.simple.run";

    private static final Duration BETWEEN_LISTINGS = Duration.ofMillis(100);
    static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int AT_ONCE = 16;

    /** The helper of Testcontainers, which ends by itself some seconds after the tests: nobody has forgotten it. */
    private static final String REAPER = "testcontainers/ryuk";

    private static final int NOT_FOUND = 404;

    /**
     * What came of it.
     *
     * @param removed in words, "container simple-1a2b-3" for example
     * @param remaining in words, with the engine's reason
     * @param leftovers those among them that tests have created
     */
    public record Outcome(List<String> removed, List<String> remaining, List<Leftover> leftovers) {
        public Outcome {
            removed = List.copyOf(removed);
            remaining = List.copyOf(remaining);
            leftovers = List.copyOf(leftovers);
        }
    }

    /**
     * Something that a test has created and not removed.
     *
     * @param kind "container", "network" or "volume"
     * @param name of a container with its image
     * @param removed whether it is gone now
     */
    public record Leftover(String kind, String name, Origin origin, boolean removed) {}

    private enum Kind {
        CONTAINER("/containers/json?all=true&filters=", "/containers/", "?force=true&v=true"),
        NETWORK("/networks?filters=", "/networks/", ""),
        VOLUME("/volumes?filters=", "/volumes/", "?force=true");

        final String listing;
        final String path;
        final String removal;

        Kind(String listing, String path, String removal) {
            this.listing = listing;
            this.path = path;
            this.removal = removal;
        }
    }

    private record Item(Kind kind, String id, String name, Map<String, Object> listed) {

        @Override
        public String toString() {
            return word() + " " + name;
        }

        private String word() {
            return kind.name().toLowerCase(Locale.ROOT);
        }

        Stream<Leftover> leftover(boolean removed) {
            Origin origin = Origin.of(Json.object(listed.get("Labels")));
            Object image = listed.get("Image");
            return origin == null || String.valueOf(image).contains(REAPER)
                    ? Stream.of()
                    : Stream.of(new Leftover(
                            word(), name + (image == null ? "" : " (image " + image + ")"), origin, removed));
        }
    }

    private final EngineClient client;
    private final Duration answer;
    private final String filter;
    private final Map<String, Item> removed = new ConcurrentHashMap<>();
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    /**
     * Prepares to look in one engine.
     *
     * @param run the value of the run's label
     */
    public EngineSweep(EngineAddress engine, String run) {
        this(engine, run, ANSWER);
    }

    /** @param answer how long to wait for an answer before the engine is asked again */
    EngineSweep(EngineAddress engine, String run, Duration answer) {
        this.answer = answer;
        this.client = new EngineClient(engine);
        this.filter = URLEncoder.encode(Json.write(Map.of("label", List.of(LABEL + "=" + run))), UTF_8);
    }

    /**
     * Removes everything, in parallel.
     *
     * @param grace between SIGTERM and SIGKILL for a container; zero for none
     * @param quiet for how long nothing may have been found
     * @param limit after which it is given up
     * @throws IOException if the engine cannot be reached, or does not answer within the limit; then it is not known what
     *     is left
     */
    public Outcome sweep(Duration grace, Duration quiet, Duration limit) throws IOException {
        // The thread that drives a build may be interrupted, with which it could not use a socket.
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        outcome.complete(sweepNow(grace, quiet, limit));
                    } catch (IOException | RuntimeException e) {
                        outcome.completeExceptionally(e);
                    }
                },
                "simple-engine-sweep");
        thread.setDaemon(true);
        thread.start();
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        }
    }

    private Outcome sweepNow(Duration grace, Duration quiet, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        long lastFound = System.nanoTime();
        List<Item> found = list(deadline);
        while (System.nanoTime() < deadline && (!found.isEmpty() || System.nanoTime() - lastFound < quiet.toNanos())) {
            if (!found.isEmpty()) {
                lastFound = System.nanoTime();
                remove(found, grace);
            }
            if (!quiet.isZero() || !refused.isEmpty()) {
                LockSupport.parkNanos(BETWEEN_LISTINGS.toNanos());
            }
            found = list(deadline);
        }
        found.forEach(item -> removed.remove(item.id()));
        return new Outcome(
                removed.values().stream().map(Item::toString).sorted().toList(),
                found.stream()
                        .map(item -> item + ": " + refused.getOrDefault(item.id(), "the engine still lists it"))
                        .toList(),
                Stream.concat(
                                removed.values().stream().flatMap(item -> item.leftover(true)),
                                found.stream().flatMap(item -> item.leftover(false)))
                        .sorted(Comparator.comparing(
                                leftover -> leftover.origin().at()))
                        .toList());
    }

    /** A busy engine is asked again until the deadline. */
    private List<Item> list(long deadline) throws IOException {
        while (true) {
            try {
                return list();
            } catch (SocketTimeoutException e) {
                if (System.nanoTime() >= deadline) {
                    throw e;
                }
            }
        }
    }

    private List<Item> list() throws IOException {
        List<Item> items = new ArrayList<>();
        for (Map<String, Object> container : Json.objects(Json.read(get(Kind.CONTAINER.listing + filter)))) {
            items.add(
                    new Item(Kind.CONTAINER, String.valueOf(container.get("Id")), containerName(container), container));
        }
        for (Map<String, Object> network : Json.objects(Json.read(get(Kind.NETWORK.listing + filter)))) {
            items.add(new Item(
                    Kind.NETWORK, String.valueOf(network.get("Id")), String.valueOf(network.get("Name")), network));
        }
        Object volumes =
                Json.object(Json.read(get(Kind.VOLUME.listing + filter))).get("Volumes");
        for (Map<String, Object> volume : Json.objects(volumes)) {
            String name = String.valueOf(volume.get("Name"));
            items.add(new Item(Kind.VOLUME, name, name, volume));
        }
        return items;
    }

    static String containerName(Map<String, Object> container) {
        Object names = container.get("Names");
        Object name = names instanceof List<?> list && !list.isEmpty() ? list.get(0) : container.get("Id");
        return String.valueOf(name).replaceFirst("^/", "");
    }

    private String get(String path) throws IOException {
        EngineClient.Response response = client.send("GET", path, answer);
        if (!response.isSuccess()) {
            throw new IOException("The container engine answers GET " + path + " with " + response.status() + ": "
                    + response.body().strip());
        }
        return response.body();
    }

    /** Containers first: networks and volumes cannot be removed while they are used. */
    private void remove(List<Item> items, Duration grace) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            for (boolean container : List.of(true, false)) {
                CompletableFuture.allOf(items.stream()
                                .filter(item -> (item.kind() == Kind.CONTAINER) == container)
                                .map(item -> CompletableFuture.runAsync(() -> remove(item, grace), threads))
                                .toArray(CompletableFuture<?>[]::new))
                        .join();
            }
        } finally {
            threads.shutdown();
        }
    }

    private void remove(Item item, Duration grace) {
        try {
            if (item.kind() == Kind.CONTAINER && !grace.isZero()) {
                client.send(
                        "POST",
                        item.kind().path + item.id() + "/stop?t=" + Math.max(1, grace.toSeconds()),
                        grace.plus(answer));
            }
            EngineClient.Response response =
                    client.send("DELETE", item.kind().path + item.id() + item.kind().removal, answer);
            if (response.isSuccess() || response.status() == NOT_FOUND) {
                removed.put(item.id(), item);
            } else {
                refused.put(item.id(), response.body().strip());
            }
        } catch (IOException e) {
            refused.put(item.id(), String.valueOf(e.getMessage()));
        }
    }
}
