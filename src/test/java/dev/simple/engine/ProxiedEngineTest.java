package dev.simple.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.simple.fixtures.LocalEngine;
import dev.simple.fixtures.NeedsEngine;
import dev.simple.fixtures.Waiting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Docker CLI and docker-java at the engine of this machine, through the proxy. */
@NeedsEngine
class ProxiedEngineTest {

    private static final EngineAddress REAL = EngineAddress.of(LocalEngine.ADDRESS);

    @TempDir
    private Path directory;

    private final String run = Long.toHexString(System.nanoTime());
    private final List<Boolean> creations = Collections.synchronizedList(new ArrayList<>());
    private Path socket = Path.of("");

    @BeforeEach
    void serve() throws IOException {
        LocalEngine.shellImage();
        socket = directory.resolve("engine-7");
        new EngineProxy(REAL, run, creations::add).listen(7, socket);
    }

    @AfterEach
    void removesEverything() throws IOException {
        EngineSweep.Outcome outcome = sweep();
        assertEquals(List.of(), outcome.remaining());
    }

    private EngineSweep.Outcome sweep() throws IOException {
        return new EngineSweep(REAL, run).sweep(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30));
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker", "-H", "unix://" + socket));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Runs the Docker CLI and returns what it prints. */
    private String docker(String... arguments) throws IOException {
        return finish(start(arguments), List.of(arguments));
    }

    private static String finish(Process process, List<String> arguments) throws IOException {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertEquals(0, process.onExit().join().exitValue(), () -> arguments + " printed " + output);
        return output;
    }

    private String run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("run", "--network", "none"));
        all.addAll(List.of(arguments));
        return docker(all.toArray(String[]::new));
    }

    private DockerClient client() {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost("unix://" + socket)
                .withApiVersion("1.41")
                .build();
        return DockerClientImpl.getInstance(
                config,
                new ZerodepDockerHttpClient.Builder()
                        .dockerHost(config.getDockerHost())
                        .build());
    }

    private String image() {
        return LocalEngine.shellImage();
    }

    @Test
    void labelsWhatTheCommandLineCreates() throws IOException {
        Instant before = Instant.now().minusMillis(1);
        String id = run("-d", "--init", "--name", run + "-c", "--label", "mine=1", image(), "sleep", "1000");
        docker("network", "create", "--driver", "bridge", run + "-n");
        docker("volume", "create", run + "-v");

        String labels = docker("inspect", "--format", "{{json .Config.Labels}}", id);
        assertTrue(labels.contains("\"dev.simple.run\":\"" + run + "\""), labels);
        assertTrue(labels.contains("\"mine\":\"1\""), labels);
        EngineSweep.Outcome outcome = sweep();
        assertEquals(
                List.of("container " + run + "-c", "network " + run + "-n", "volume " + run + "-v"), outcome.removed());
        assertEquals(
                List.of("container", "network", "volume"),
                outcome.leftovers().stream().map(EngineSweep.Leftover::kind).toList());
        EngineSweep.Leftover container = outcome.leftovers().get(0);
        assertEquals(run + "-c (image " + image() + ")", container.name());
        assertEquals(7, container.origin().spawn());
        assertTrue(container.origin().at().isAfter(before)
                && !container.origin().at().isAfter(Instant.now()));
        assertEquals(List.of(true, false, true, false, true, false), creations);
    }

    @Test
    void labelsVolumesThatComeWithAContainer() throws IOException {
        String name = run + "-c";
        run(
                "--name",
                name,
                "-v",
                run + "-bound:/a",
                "--mount",
                "source=" + run + "-mounted,target=/b",
                "-v",
                "/c",
                image(),
                "touch",
                "/a/x",
                "/b/y",
                "/c/z");
        List<String> volumes = List.of(docker("inspect", "--format", "{{range .Mounts}}{{.Name}} {{end}}", name)
                .split(" "));
        assertEquals(3, volumes.size(), volumes::toString);

        List<String> removed = sweep().removed();

        assertTrue(removed.contains("volume " + run + "-bound"), removed::toString);
        assertTrue(removed.contains("volume " + run + "-mounted"), removed::toString);
        List<String> left = docker("volume", "ls", "-q").lines().toList();
        assertTrue(Collections.disjoint(volumes, left), "One of them has no name of its own: " + volumes);
    }

    @Test
    void givesAContainerTimeToObey() throws IOException {
        Path obeyed = directory.resolve("obeyed");
        runInBackground("trap 'echo >/d/obeyed; exit' TERM");

        EngineSweep.Outcome outcome =
                new EngineSweep(REAL, run).sweep(Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(30));

        assertEquals(List.of("container " + run + "-c"), outcome.removed());
        assertTrue(Files.exists(obeyed));
    }

    @Test
    void killsAContainerThatDoesNotObey() throws IOException {
        runInBackground("trap '' TERM");

        EngineSweep.Outcome outcome =
                new EngineSweep(REAL, run).sweep(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(30));

        assertEquals(List.of("container " + run + "-c"), outcome.removed());
    }

    /** Without an init process, which would pass signals on. */
    private void runInBackground(String trap) throws IOException {
        String script = trap + "; echo >/d/ready; while :; do sleep 0.1; done";
        run("-d", "--name", run + "-c", "-v", directory + ":/d", image(), "sh", "-c", script);
        Waiting.until(Waiting.LONG, "the container", () -> Files.exists(directory.resolve("ready")));
    }

    @Test
    void leavesAVolumeAloneThatWasThereBefore() throws IOException {
        String name = run + "-old";
        LocalEngine.client().createVolumeCmd().withName(name).exec();
        try {
            run("--rm", "-v", name + ":/a", image(), "touch", "/a/x");

            assertEquals(List.of(), sweep().removed());
            assertEquals(name, docker("volume", "ls", "-q", "--filter", "name=" + name));
        } finally {
            LocalEngine.client().removeVolumeCmd(name).exec();
        }
    }

    @Test
    void removesTheHelperOfTestcontainersWithoutAWord() throws IOException {
        String image = "testcontainers/ryuk:" + run;
        docker("tag", image(), image);
        try {
            run("-d", "--init", "--name", run + "-r", image, "sleep", "1000");

            EngineSweep.Outcome outcome = sweep();

            assertEquals(List.of("container " + run + "-r"), outcome.removed());
            assertEquals(List.of(), outcome.leftovers());
        } finally {
            docker("rmi", image);
        }
    }

    @Test
    void labelsWhatDockerJavaCreates() throws IOException {
        try (DockerClient client = client()) {
            String id = client.createContainerCmd(image())
                    .withCmd("sleep", "1000")
                    .withLabels(Map.of("mine", "1"))
                    .withHostConfig(HostConfig.newHostConfig()
                            .withNetworkMode("none")
                            .withMounts(List.of(
                                    new Mount().withType(MountType.VOLUME).withTarget("/a"))))
                    .exec()
                    .getId();
            client.startContainerCmd(id).exec();
            client.createNetworkCmd().withName(run + "-n").exec();
            client.createVolumeCmd()
                    .withName(run + "-v")
                    .withLabels(Map.of("mine", "1"))
                    .exec();

            assertEquals(3, sweep().removed().size());
        }
    }

    @Test
    void passesAttachedStreams() throws IOException {
        Process process = start("run", "-i", "--rm", "--network", "none", image(), "cat");
        String text = "line\n".repeat(200_000);
        Thread writer = new Thread(() -> {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(text.getBytes(UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        writer.start();

        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertEquals(text.length(), output.length());
        assertEquals(0, process.onExit().join().exitValue());
    }

    @Test
    void passesExecutionsLogsCopiesAndWaits() throws Exception {
        String id = run(
                "-d",
                "--init",
                image(),
                "sh",
                "-c",
                "echo first; while [ ! -e /go ]; do sleep 0.05; done; echo last; exit 3");
        Process logs = start("logs", "-f", id);
        Process events = start("events", "--filter", "container=" + id);
        Process wait = start("wait", id);
        Process exec = start("exec", "-i", id, "sh", "-c", "cat; exit 4");
        exec.getOutputStream().write("stdin".getBytes(UTF_8));
        exec.getOutputStream().close();
        assertEquals("stdin", new String(exec.getInputStream().readAllBytes(), UTF_8));
        assertEquals(4, exec.onExit().join().exitValue());
        Path file = Files.writeString(directory.resolve("copied"), "content");
        docker("cp", file.toString(), id + ":/copy");
        assertEquals("content", docker("exec", id, "cat", "/copy"));
        docker("cp", id + ":/copy", directory.resolve("back").toString());
        assertEquals("content", Files.readString(directory.resolve("back")));

        docker("exec", "-d", id, "touch", "/go");

        assertEquals("3", finish(wait, List.of("wait")));
        assertEquals("first\nlast", finish(logs, List.of("logs")));
        events.getOutputStream().close();
        StringBuilder seen = new StringBuilder();
        Waiting.until(Waiting.LONG, "the event of the end", () -> {
            try {
                while (events.getInputStream().available() > 0) {
                    seen.append((char) events.getInputStream().read());
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return seen.indexOf("container die") >= 0;
        });
        events.destroy();
        assertTrue(events.waitFor(10, TimeUnit.SECONDS));
    }

    @Test
    void passesATerminal() throws Exception {
        Process process = new ProcessBuilder(
                        "script",
                        "-qec",
                        "docker -H unix://" + socket + " run -it --rm --network none " + image()
                                + " sh -c 'read x; echo got $x'",
                        "/dev/null")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write("word\n".getBytes(UTF_8));
        process.getOutputStream().flush();

        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertTrue(output.contains("got word"), output);
        process.destroy();
    }

    @Test
    void passesAnAttachedStreamOfDockerJava() throws Exception {
        try (DockerClient client = client()) {
            String id = client.createContainerCmd(image())
                    // This client never says that its stdin has ended.
                    .withCmd("sh", "-c", "read word; echo got $word")
                    .withStdinOpen(true)
                    .withStdInOnce(true)
                    .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
                    .exec()
                    .getId();
            StringBuilder output = new StringBuilder();
            try (ResultCallback.Adapter<Frame> attached = client.attachContainerCmd(id)
                    .withStdIn(new ByteArrayInputStream("word\n".getBytes(UTF_8)))
                    .withStdOut(true)
                    .withFollowStream(true)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            output.append(new String(frame.getPayload(), UTF_8));
                        }
                    })) {
                attached.awaitStarted();
                client.startContainerCmd(id).exec();
                assertTrue(attached.awaitCompletion(30, TimeUnit.SECONDS));
            }
            assertEquals("got word\n", output.toString());
        }
    }

    @Test
    void passesABuild() throws IOException {
        Path context = Files.createDirectories(directory.resolve("context"));
        Files.write(context.resolve("large"), new byte[5_000_000]);
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY large /large\n");

        Process process = new ProcessBuilder(
                        "docker", "-H", "unix://" + socket, "build", "-t", run + ":built", context.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertEquals(0, process.onExit().join().exitValue(), output);
        docker("rmi", run + ":built");
    }

    @Test
    @Tag("long")
    void isFastEnoughForManyAtOnce() throws IOException {
        List<Process> processes = IntStream.range(0, 100)
                .mapToObj(i -> {
                    try {
                        return start("version", "--format", "{{.Server.APIVersion}}");
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
        for (Process process : processes) {
            assertFalse(finish(process, List.of("version")).isEmpty());
        }
    }

    @Test
    @Tag("long")
    void passesAnUploadWithoutKeepingIt() throws IOException {
        String id = run("-d", "--init", image(), "sleep", "1000");
        Process copy = start("cp", "-", id + ":/tmp");
        long size = 1L << 30;
        try (OutputStream tar = copy.getOutputStream()) {
            tar.write(header("large", size));
            byte[] zeros = new byte[1 << 20];
            for (long left = size; left > 0; left -= zeros.length) {
                tar.write(zeros);
            }
            tar.write(new byte[1024]);
        }
        String output = new String(copy.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, copy.onExit().join().exitValue(), output);
        assertTrue(docker(
                        "exec",
                        id,
                        "sh",
                        "-c",
                        "test $(cat /tmp/large | head -c 1073741825 | busybox wc -c) = 1073741824 && echo yes")
                .contains("yes"));
    }

    private static byte[] header(String name, long size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 108, "0000000");
        put(header, 116, "0000000");
        put(header, 124, String.format("%011o", size));
        put(header, 136, "00000000000");
        header[156] = '0';
        put(header, 257, "ustar");
        put(header, 263, "00");
        put(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
