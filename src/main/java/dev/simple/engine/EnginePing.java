package dev.simple.engine;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The one request that a container engine answers whatever version of its API a client speaks. */
public final class EnginePing {

    private static final String PATH = "/_ping";

    private EnginePing() {}

    /**
     * Asks for the newest version of the Docker API that the engine speaks, "1.41" for example.
     *
     * @throws SocketTimeoutException if there is no answer within the limit
     * @throws IOException if there is no engine, or what answers is none
     */
    public static String apiVersion(EngineAddress engine, Duration limit) throws IOException {
        EngineClient.Response response = new EngineClient(engine).send("GET", PATH, limit);
        String version = response.head().field("Api-Version");
        if (version == null) {
            throw new IOException("it answers GET " + PATH + " with status " + response.status()
                    + " and without a version of the Docker API");
        }
        return version;
    }
}
