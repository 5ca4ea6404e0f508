package dev.simple.engine;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Containers that have been created beside a run and have the label of none. What clients create that go around the proxy
 * is among them.
 */
public final class UnlabelledContainers {

    private UnlabelledContainers() {}

    /**
     * Those that are there now, each with its name and image.
     *
     * @throws IOException if the engine does not answer
     */
    public static List<String> since(EngineAddress engine, Instant start) throws IOException {
        EngineClient.Response response =
                new EngineClient(engine).send("GET", "/containers/json?all=true", EngineSweep.ANSWER);
        if (!response.isSuccess()) {
            throw new IOException("The container engine does not list its containers: " + response.body());
        }
        return Json.objects(Json.read(response.body())).stream()
                // The engine tells seconds: what was there a moment before may be among them.
                .filter(container -> created(container) >= start.getEpochSecond())
                .filter(container -> !Json.object(container.get("Labels")).containsKey(EngineSweep.LABEL))
                .map(container -> EngineSweep.containerName(container) + " (image " + container.get("Image") + ")")
                .sorted()
                .toList();
    }

    private static long created(Map<String, Object> container) {
        return container.get("Created") instanceof Json.Literal number ? Long.parseLong(number.text()) : 0;
    }
}
