package dev.simple.spawn.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.simple.config.Capacity;
import dev.simple.config.ConfigurationException;
import dev.simple.engine.EngineAddress;
import dev.simple.engine.EngineLookup;
import dev.simple.engine.EnginePing;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A connection to a container engine that speaks the Docker API. */
public final class ContainerEngine implements AutoCloseable {

    /** The first one with an init process for containers. */
    private static final RemoteApiVersion OLDEST = RemoteApiVersion.VERSION_1_25;

    /** Of a machine that is not there, the system would tell only after minutes. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private static final Duration PING = Duration.ofSeconds(30);

    /** Enough to create a container on a machine that does much else. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    static final ExecutorService WORK = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "simple-container");
        thread.setDaemon(true);
        return thread;
    });

    private static final String REMEDY = " Start an engine, or say where it listens: simple.container.engine, or the"
            + " environment variable DOCKER_HOST, such as unix:///var/run/docker.sock.";

    private static final String THROUGH_SSH = " An engine that is reached through ssh is one at a socket: ssh -nNT -L"
            + " /tmp/engine.sock:/var/run/docker.sock user@host, and unix:///tmp/engine.sock.";

    private final EngineAddress address;
    private final DockerClient client;
    private final Duration patience;
    private final String architecture;
    private final boolean sharesKernel;

    private ContainerEngine(EngineAddress address, DockerClient client, Version version, Duration patience) {
        this.address = address;
        this.client = client;
        this.patience = patience;
        this.architecture = version.getArch();
        String kernel = version.getKernelVersion();
        this.sharesKernel = kernel == null || kernel.isEmpty() || kernel.equals(System.getProperty("os.version"));
    }

    /**
     * Connects.
     *
     * @param setting the address in the user's settings, null to look for it: in {@code DOCKER_HOST}, then at the sockets
     *     of Docker and Podman
     * @throws ConfigurationException if there is no engine, or it is too old, or this user may not use it
     */
    public static ContainerEngine connect(@Nullable String setting, Map<String, String> environment) {
        return connect(setting, environment, PATIENCE);
    }

    /**
     * The same.
     *
     * @param patience how long the engine may take for an answer
     */
    public static ContainerEngine connect(
            @Nullable String setting, Map<String, String> environment, Duration patience) {
        EngineAddress address = find(setting, environment);
        address.socket().ifPresent(socket -> probe(address, socket));
        requireNoTls(address, environment);
        try {
            String api = EnginePing.apiVersion(address, patience.compareTo(PING) < 0 ? patience : PING);
            if (!RemoteApiVersion.parseConfigWithDefault(api).isGreaterOrEqual(OLDEST)) {
                throw new ConfigurationException(
                        "The container engine at " + address + " is too old: it speaks version "
                                + api + " of the Docker API, and " + OLDEST.getVersion()
                                + " or later is needed. Use a newer one.");
            }
            return connect(address, api, patience);
        } catch (SocketTimeoutException | EngineSilence e) {
            throw new ConfigurationException(
                    "The container engine at " + address
                            + " does not answer. Look at its log, and restart it if it hangs.",
                    e);
        } catch (IOException | RuntimeException e) {
            if (e instanceof ConfigurationException refusal) {
                throw refusal;
            }
            throw new ConfigurationException(
                    (address.socket().isPresent()
                                    ? "What listens at " + address + " is no container engine: "
                                    : "There is no container engine at " + address + ": ")
                            + EngineErrors.innermost(e) + "."
                            + REMEDY,
                    e);
        }
    }

    private static ContainerEngine connect(EngineAddress address, String apiVersion, Duration patience)
            throws IOException {
        DockerClient client = client(address, apiVersion);
        try {
            Version version =
                    within(patience, address, () -> client.versionCmd().exec());
            return new ContainerEngine(address, client, version, patience);
        } catch (IOException | RuntimeException e) {
            close(client);
            throw e;
        }
    }

    private static DockerClient client(EngineAddress address, String apiVersion) {
        DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address.toString())
                .withDockerTlsVerify(false)
                .withApiVersion(apiVersion)
                .build();
        return DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .maxConnections(Integer.MAX_VALUE)
                        .connectionTimeout(CONNECT)
                        .build());
    }

    /** Asks the engine for something. */
    @FunctionalInterface
    interface Question<T> {
        T ask() throws IOException;
    }

    /**
     * Waits for an answer as long as an engine may take for it. At a socket, the client itself would wait for ever.
     *
     * @throws EngineSilence if it takes longer; whether the engine does what it was asked for is not known then
     * @throws IOException from the question
     */
    <T> T within(Question<T> question) throws IOException {
        return within(patience, address, question);
    }

    /** Waits for an answer not longer than this. */
    <T> T within(Duration limit, Question<T> question) throws IOException {
        return within(limit, address, question);
    }

    private static <T> T within(Duration limit, EngineAddress address, Question<T> question) throws IOException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        WORK.execute(() -> {
            try {
                answer.complete(question.ask());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new EngineSilence(address, limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the container engine at " + address + " was asked.", e);
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    private static IOException rethrown(ExecutionException e) {
        Throwable problem = e.getCause();
        if (problem instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return problem instanceof IOException io ? io : new IOException(problem);
    }

    private static EngineAddress find(@Nullable String setting, Map<String, String> environment) {
        try {
            return EngineLookup.find(setting, environment)
                    .orElseThrow(() -> new ConfigurationException("There is no container engine: there is no socket "
                            + EngineLookup.usualSockets(environment).stream()
                                    .map(Path::toString)
                                    .collect(Collectors.joining(" or "))
                            + "." + REMEDY));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage() + THROUGH_SSH, e);
        }
    }

    /** The client's own errors do not tell what is wrong with a socket. */
    private static void probe(EngineAddress address, Path socket) {
        if (!Files.exists(socket)) {
            throw new ConfigurationException(
                    "There is no container engine at " + address + ": the socket does not exist." + REMEDY);
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            boolean forbidden =
                    !Files.isWritable(socket) || String.valueOf(e.getMessage()).contains("Permission denied");
            throw new ConfigurationException(
                    forbidden
                            ? "This user may not use the container engine at " + address + ": no permission for the"
                                    + " socket. Add the user to the socket's group, usually docker, and log in again."
                            : "There is no container engine at " + address + ": " + e.getMessage() + "." + REMEDY,
                    e);
        }
    }

    private static void requireNoTls(EngineAddress address, Map<String, String> environment) {
        String tls = environment.get("DOCKER_TLS_VERIFY");
        if (address.socket().isEmpty() && tls != null && !tls.isEmpty()) {
            throw new ConfigurationException("The container engine at " + address
                    + " is to be spoken to through TLS, as DOCKER_TLS_VERIFY says, which is not supported."
                    + THROUGH_SSH);
        }
    }

    /** Whether it may run on this machine: in a virtual machine, files can be the same, and sockets lead nowhere. */
    boolean sharesKernel() {
        return sharesKernel;
    }

    EngineAddress address() {
        return address;
    }

    DockerClient client() {
        return client;
    }

    /** What the machine has that the engine runs on. */
    Capacity capacity() throws IOException {
        try {
            Info info = within(() -> client.infoCmd().exec());
            Long memory = info.getMemTotal();
            Integer cpus = info.getNCPU();
            return new Capacity(memory == null ? Long.MAX_VALUE : memory, cpus == null ? Integer.MAX_VALUE : cpus);
        } catch (RuntimeException e) {
            throw new IOException("The container engine at " + address + " failed: " + e, e);
        }
    }

    /**
     * Checks that the engine has an image for its own kind of processor.
     *
     * @return the image's id, which tells one content from another
     * @throws ConfigurationException if it does not
     */
    String require(String image) {
        try {
            InspectImageResponse found =
                    within(() -> client.inspectImageCmd(image).exec());
            String built = found.getArch();
            if (built != null && !built.isEmpty() && !built.equals(architecture)) {
                throw new ConfigurationException("The image " + image + " is built for " + built
                        + ", and the container engine at " + address + " runs on " + architecture
                        + ". Name an image for this machine.");
            }
            return String.valueOf(found.getId());
        } catch (NotFoundException e) {
            throw new ConfigurationException(
                    "The container engine at " + address + " has no image " + image
                            + " (simple.container.image). Fetch it before the build: docker pull " + image,
                    e);
        } catch (DockerException | IOException e) {
            throw new ConfigurationException("The image " + image + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        close(client);
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            // Nothing is left to be done with it.
        }
    }
}
