package dev.simple.spawn;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.simple.engine.EngineAddress;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run's own record of what it has started, on disk before it starts, so that a later run can end what is left should
 * everybody who could do so be killed. A line for each fact; the last one may be half written.
 */
final class RunFile implements AutoCloseable {

    static final String NAME = "run";

    private static final String VERSION = "simple-run 1";

    /**
     * Not a channel, which an interrupted thread would close for all. What is written is appended: the supervisor adds lines
     * too.
     */
    private final OutputStream file;

    /** Whether the last line may be half written, on a full disk for example. */
    private boolean incomplete;

    private RunFile(OutputStream file) {
        this.file = file;
    }

    /**
     * What a run file says.
     *
     * @param bootId of the machine, as {@link ProcessTable#bootId} tells it
     * @param namespace in which its process ids mean something, as {@link ProcessTable#namespace} tells it
     * @param cookie the environment variable of all that the run has started
     * @param owner the process that drives the run
     * @param closed whether the run is over, and has left something for the next one
     * @param supervisor null if it had not started
     * @param spawns all that were started and not waited for, orphans of theirs that may have ended, and what could not be
     *     ended
     * @param cgroup where the control group of all that was started is if there is one, null if that is not known
     * @param engine where containers of the run may be, null if it had none
     * @param directories other directories of the run
     */
    record Content(
            String bootId,
            String namespace,
            String cookie,
            ProcessIdentity owner,
            boolean closed,
            @Nullable ProcessIdentity supervisor,
            List<ProcessIdentity> spawns,
            @Nullable Path cgroup,
            @Nullable RunContainers engine,
            List<Path> directories) {}

    /** Something that is written; without it a later run could do less. */
    @FunctionalInterface
    interface Registration {
        void write() throws IOException;
    }

    /** Writes it if that can be. */
    static void record(Registration registration) {
        try {
            registration.write();
        } catch (IOException e) {
            // The supervisor knows it too, and a full disk will be heard of elsewhere.
        }
    }

    /** @param cgroup where the supervisor makes a control group if it can, null if that is not known */
    static RunFile create(Path directory, String cookie, ProcessIdentity owner, @Nullable Path cgroup)
            throws IOException {
        RunFile created =
                new RunFile(new FileOutputStream(directory.resolve(NAME).toFile(), true));
        created.write(VERSION + "\nboot " + ProcessTable.bootId() + "\nnamespace " + ProcessTable.namespace()
                + "\ncookie " + cookie + "\nowner " + words(owner)
                + (cgroup == null ? "" : "\ncgroup " + cgroup));
        return created;
    }

    void supervisor(ProcessIdentity process) throws IOException {
        write("supervisor " + words(process));
    }

    void engine(String run, EngineAddress engine) throws IOException {
        write("engine " + run + " " + engine);
    }

    void directory(Path directory) throws IOException {
        write("directory " + directory.toString().replace("\n", "\\n"));
    }

    void starting(int number, String description) throws IOException {
        write("starting " + number + " " + description.replace('\n', ' '));
    }

    void started(int number, ProcessIdentity process) throws IOException {
        write("spawn " + number + " " + words(process));
    }

    void adopted(ProcessIdentity orphan) throws IOException {
        write("adopted " + words(orphan));
    }

    /** Somebody who is allowed to has to end it. */
    void survivor(ProcessIdentity process) throws IOException {
        write("survivor " + words(process));
    }

    void ended(int number) throws IOException {
        write("ended " + number);
    }

    /** The run is over, and the next one has to look for what it may have left. */
    void closed() throws IOException {
        write("closed");
    }

    private static String words(ProcessIdentity process) {
        return process.pid() + " " + process.start();
    }

    private synchronized void write(String line) throws IOException {
        String start = incomplete ? "\n" : "";
        incomplete = true;
        file.write((start + line + "\n").getBytes(UTF_8));
        incomplete = false;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /**
     * Reads one.
     *
     * @throws IOException if it cannot be read, or is none, or of another version; the message says which
     */
    static Content read(Path file) throws IOException {
        String text = Files.readString(file, UTF_8);
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(VERSION)) {
            throw new IOException(
                    "it begins with \"" + (lines.isEmpty() ? "" : lines.get(0)) + "\" instead of \"" + VERSION + "\"");
        }
        if (!text.endsWith("\n")) {
            lines = lines.subList(0, lines.size() - 1);
        }
        Map<String, ProcessIdentity> processes = new HashMap<>();
        List<Path> directories = new ArrayList<>();
        Map<String, String> header = new HashMap<>();
        RunContainers engine = null;
        boolean closed = false;
        for (String line : lines) {
            List<String> words = List.of(line.split(" ", -1));
            String rest = line.substring(Math.min(line.length(), words.get(0).length() + 1));
            try {
                switch (words.get(0)) {
                    case "boot", "namespace", "cookie", "cgroup" -> header.put(words.get(0), rest);
                    case "owner", "supervisor" -> processes.put(words.get(0), process(words, 1));
                    case "spawn" -> processes.put(words.get(1), process(words, 2));
                    case "adopted", "survivor" -> processes.put(line, process(words, 1));
                    case "ended" -> processes.remove(words.get(1));
                    case "engine" ->
                        engine = new RunContainers(
                                EngineAddress.of(rest.substring(words.get(1).length() + 1)), words.get(1));
                    case "closed" -> closed = true;
                    case "directory" -> directories.add(Path.of(rest));
                    default -> {}
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // Half written on a full disk. What it would have said is found by its mark.
            }
        }
        ProcessIdentity owner = processes.remove("owner");
        ProcessIdentity supervisor = processes.remove("supervisor");
        String cookie = header.get("cookie");
        String cgroup = header.get("cgroup");
        if (owner == null || cookie == null) {
            throw new IOException("it does not say whose it is");
        }
        return new Content(
                header.getOrDefault("boot", ""),
                header.getOrDefault("namespace", ""),
                cookie,
                owner,
                closed,
                supervisor,
                List.copyOf(processes.values()),
                cgroup == null ? null : Path.of(cgroup),
                engine,
                directories);
    }

    private static ProcessIdentity process(List<String> words, int first) {
        return new ProcessIdentity(Long.parseLong(words.get(first)), Long.parseLong(words.get(first + 1)));
    }
}
