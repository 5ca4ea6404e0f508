package dev.simple.engine;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** The one request that a container engine answers whatever version of its API a client speaks. */
public final class EnginePing {

    private static final String PATH = "/_ping";

    /** As Docker's own client takes it. */
    private static final String BEFORE_VERSIONS_WERE_TOLD = "1.24";

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
        if (version != null) {
            return version;
        }
        String body = response.body().strip();
        if (response.isSuccess() && body.equals("OK")) {
            return BEFORE_VERSIONS_WERE_TOLD;
        }
        throw new IOException("it answers GET " + PATH + " with status " + response.status()
                + " and without a version of the Docker API"
                + (body.isEmpty() ? "" : " (" + body.lines().findFirst().orElse("") + ")"));
    }
}
