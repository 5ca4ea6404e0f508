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
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A connection to a container engine that speaks the Docker API. */
public final class ContainerEngine implements AutoCloseable {

    /** The first one with an init process for containers. */
    private static final RemoteApiVersion OLDEST = RemoteApiVersion.VERSION_1_25;

    /** Of a machine that is not there, the system would tell only after minutes. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private static final String REMEDY = " Start an engine, or say where it listens: simple.container.engine, or the"
            + " environment variable DOCKER_HOST, such as unix:///var/run/docker.sock.";

    private static final String THROUGH_SSH = " An engine that is reached through ssh is one at a socket: ssh -nNT -L"
            + " /tmp/engine.sock:/var/run/docker.sock user@host, and unix:///tmp/engine.sock.";

    private final EngineAddress address;
    private final DockerClient client;
    private final String architecture;
    private final boolean sharesKernel;

    private ContainerEngine(EngineAddress address, DockerClient client, Version version) {
        this.address = address;
        this.client = client;
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
        EngineAddress address = find(setting, environment);
        address.socket().ifPresent(socket -> probe(address, socket));
        requireNoTls(address, environment);
        DockerClient unversioned = client(address, null);
        try {
            Version version = unversioned.versionCmd().exec();
            RemoteApiVersion api = RemoteApiVersion.parseConfigWithDefault(version.getApiVersion());
            if (!api.isGreaterOrEqual(OLDEST)) {
                throw new ConfigurationException(
                        "The container engine at " + address + " is too old: it speaks version "
                                + version.getApiVersion() + " of the Docker API, and " + OLDEST.getVersion()
                                + " or later is needed. Use a newer one.");
            }
            return new ContainerEngine(address, client(address, version.getApiVersion()), version);
        } catch (RuntimeException e) {
            if (e instanceof ConfigurationException) {
                throw e;
            }
            throw new ConfigurationException(
                    (address.socket().isPresent()
                                    ? "What listens at " + address + " is no container engine: "
                                    : "There is no container engine at " + address + ": ")
                            + EngineErrors.innermost(e) + "."
                            + REMEDY,
                    e);
        } finally {
            close(unversioned);
        }
    }

    private static DockerClient client(EngineAddress address, @Nullable String apiVersion) {
        DefaultDockerClientConfig.Builder builder = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address.toString())
                .withDockerTlsVerify(false);
        if (apiVersion != null) {
            builder.withApiVersion(apiVersion);
        }
        DockerClientConfig config = builder.build();
        return DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .maxConnections(Integer.MAX_VALUE)
                        .connectionTimeout(CONNECT)
                        .build());
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
            Info info = client.infoCmd().exec();
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
            InspectImageResponse found = client.inspectImageCmd(image).exec();
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
        } catch (DockerException e) {
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
