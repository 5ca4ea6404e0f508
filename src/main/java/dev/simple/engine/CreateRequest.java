package dev.simple.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts labels on what a client asks the engine to create: containers, networks and volumes. */
final class CreateRequest {

    private static final Pattern PATH = Pattern.compile("/+(v[0-9.]+/+)?(containers|networks|volumes)/+create");

    private static final Json.Literal NULL = new Json.Literal("null");

    /** A volume that the engine creates by itself, with a container that names it. */
    record NamedVolume(String name, String driver) {

        byte[] request(Map<String, String> labels) {
            Map<String, Object> request = new LinkedHashMap<>();
            request.put("Name", name);
            request.put("Driver", driver);
            request.put("Labels", labels);
            return Json.write(request).getBytes(UTF_8);
        }
    }

    private CreateRequest() {}

    /** Whether this asks for something to be created that outlives the client. */
    static boolean isOne(HttpHead request) {
        return request.hasMethod("POST") && PATH.matcher(request.path()).matches();
    }

    /** The head of the same request with another body. */
    static HttpHead head(HttpHead request, byte[] body) {
        return request.with(Set.of("Content-Length", "Transfer-Encoding", "Expect"), "Content-Length: " + body.length);
    }

    /**
     * The body of the same request with these labels added to those that it has.
     *
     * @throws IllegalArgumentException if it is no JSON object, or its labels are none
     */
    static byte[] body(byte[] body, Map<String, String> labels) {
        Object read = read(body);
        if (!(read instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("it is no object");
        }
        Map<String, Object> request = Json.object(read);
        addLabels(request, labels);
        labelMounts(request, labels);
        return Json.write(request).getBytes(UTF_8);
    }

    private static @Nullable Object read(byte[] body) {
        String text = new String(body, UTF_8);
        return Json.read(text.isBlank() ? "{}" : text);
    }

    /** Names of members are the same in upper and lower case, for the engine too. */
    private static void addLabels(Map<String, Object> object, Map<String, String> labels) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Object given : take(object, "labels")) {
            if (given instanceof Map<?, ?>) {
                all.putAll(Json.object(given));
            } else if (!given.equals(NULL)) {
                throw new IllegalArgumentException("its labels are no object");
            }
        }
        all.putAll(labels);
        object.put("Labels", all);
    }

    private static void labelMounts(Map<String, Object> request, Map<String, String> labels) {
        for (Object config : take(request, "hostconfig")) {
            Map<String, Object> hostConfig = Json.object(config);
            for (Object mounts : take(hostConfig, "mounts")) {
                List<Map<String, Object>> labelled = Json.objects(mounts);
                labelled.stream().filter(CreateRequest::isNamedVolume).forEach(mount -> labelMount(mount, labels));
                hostConfig.put("Mounts", mounts instanceof List<?> ? labelled : mounts);
            }
            request.put("HostConfig", config instanceof Map<?, ?> ? hostConfig : config);
        }
    }

    private static void labelMount(Map<String, Object> mount, Map<String, String> labels) {
        List<Object> given = take(mount, "volumeoptions");
        Map<String, Object> options = Json.object(given.isEmpty() ? null : given.get(0));
        addLabels(options, labels);
        mount.put("VolumeOptions", options);
    }

    /**
     * The volumes that a container's request names as {@code name:/path}, for which it has no place for labels, and those
     * of its mounts that are nothing but a name, whose labels Podman ignores.
     */
    static List<NamedVolume> namedVolumes(byte[] body) {
        Map<String, Object> hostConfig = Json.object(member(Json.object(read(body)), "hostconfig"));
        List<NamedVolume> volumes = new ArrayList<>();
        if (member(hostConfig, "binds") instanceof List<?> binds) {
            for (Object bind : binds) {
                String source = bind.toString().split(":", 2)[0];
                if (bind.toString().contains(":") && !source.startsWith("/")) {
                    String driver = text(hostConfig, "volumedriver");
                    volumes.add(new NamedVolume(source, driver.isEmpty() ? "local" : driver));
                }
            }
        }
        Json.objects(member(hostConfig, "mounts")).stream()
                .filter(mount -> isNamedVolume(mount)
                        && Json.object(member(mount, "volumeoptions")).isEmpty())
                .forEach(mount -> volumes.add(new NamedVolume(text(mount, "source"), "local")));
        return volumes;
    }

    /** Those without a name go with their container. */
    private static boolean isNamedVolume(Map<String, Object> mount) {
        return text(mount, "type").equals("volume") && !text(mount, "source").isEmpty();
    }

    private static @Nullable Object member(Map<String, Object> object, String name) {
        return object.entrySet().stream()
                .filter(member -> member.getKey().toLowerCase(Locale.ROOT).equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String text(Map<String, Object> object, String name) {
        return member(object, name) instanceof String text ? text : "";
    }

    private static List<Object> take(Map<String, Object> object, String name) {
        List<Object> values = new ArrayList<>();
        object.entrySet().removeIf(member -> {
            boolean found = member.getKey().toLowerCase(Locale.ROOT).equals(name);
            if (found) {
                values.add(member.getValue());
            }
            return found;
        });
        return values;
    }
}
