package dev.simple.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a container engine listens.
 *
 * @param address of a Unix domain socket, or of a port of some machine, whose name is not resolved yet
 */
public record EngineAddress(SocketAddress address) {

    private static final String UNIX = "unix://";
    private static final String TCP = "tcp://";

    public EngineAddress(Path socket) {
        this(UnixDomainSocketAddress.of(socket));
    }

    /**
     * Reads an address as {@code DOCKER_HOST} has it.
     *
     * @throws IllegalArgumentException if it is neither the address of a Unix domain socket nor that of a port
     */
    public static EngineAddress of(String uri) {
        if (uri.startsWith(UNIX + "/")) {
            try {
                return new EngineAddress(Path.of(uri.substring(UNIX.length())));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("'" + uri + "' has no valid path: " + e.getReason(), e);
            }
        }
        if (uri.startsWith(TCP)) {
            return new EngineAddress(port(uri));
        }
        throw new IllegalArgumentException("'" + uri + "' is not the address of a socket, such as " + UNIX
                + "/var/run/docker.sock, or of a port, such as " + TCP + "build.example:2375.");
    }

    private static InetSocketAddress port(String uri) {
        try {
            URI parsed = new URI(uri);
            String host = parsed.getHost();
            if (host != null
                    && parsed.getPort() > 0
                    && parsed.getPath().replace("/", "").isEmpty()) {
                return InetSocketAddress.createUnresolved(host, parsed.getPort());
            }
        } catch (URISyntaxException e) {
            // As good as one without a host.
        }
        throw new IllegalArgumentException(
                "'" + uri + "' is not the address of a port, such as " + TCP + "build.example:2375.");
    }

    /** The socket on this machine, empty if it listens at a port. */
    public Optional<Path> socket() {
        return address instanceof UnixDomainSocketAddress unix ? Optional.of(unix.getPath()) : Optional.empty();
    }

    /**
     * Connects, or begins to: to a socket of this machine without waiting for anything but room in its queue.
     *
     * @return a channel that does not block, whose connection to another machine has to be finished
     */
    SocketChannel connect() throws IOException {
        SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        try {
            if (address instanceof InetSocketAddress port) {
                channel.configureBlocking(false);
                boolean unused = channel.connect(resolve(port));
            } else {
                boolean unused = channel.connect(address);
                channel.configureBlocking(false);
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static InetSocketAddress resolve(InetSocketAddress port) throws UnknownHostException {
        InetSocketAddress resolved = new InetSocketAddress(port.getHostString(), port.getPort());
        if (resolved.isUnresolved()) {
            throw new UnknownHostException("There is no machine " + port.getHostString() + ".");
        }
        return resolved;
    }

    @Override
    public String toString() {
        return address instanceof InetSocketAddress port
                ? TCP + port.getHostString() + ":" + port.getPort()
                : UNIX + address;
    }
}
