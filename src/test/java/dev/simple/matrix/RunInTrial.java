package dev.simple.matrix;

import dev.simple.fixtures.Waiting;
import dev.simple.fixtures.Workload;
import dev.simple.matrix.ProcessScan.Seen;
import dev.simple.supervisor.Layer;
import dev.simple.supervisor.SupervisorMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A runner with workers and workloads, to which things happen. */
final class RunInTrial implements AutoCloseable {

    /** Nothing takes this long, except on a machine that does other things too. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** How long nothing may come back after the last process was seen. */
    private static final Duration OBSERVATION = Duration.ofSeconds(2);

    /** In times of what a look takes; what is looked at needs the processors too. */
    private static final int REST = 3;

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** When nothing is seen any more, the trials that come next need the processors. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private static final String MARK = "SIMPLE_SPAWN_";
    private static final Pattern WORKER = Pattern.compile("worker (\\d+)");

    private static final Set<String> KEPT = Set.of("events.ndjson", "history.json", "results.json", "run.lock");

    private record Ghost(long pid, String start) {}

    private final Trial trial;
    private final RunnerKind kind;
    private final Path directory;
    private final Map<Workload, String> tokens = new EnumMap<>(Workload.class);
    private final Process process;
    private @Nullable Process next;
    private List<Path> controlGroups = List.of();
    /** The variables by which a process is known whose arguments do not tell that it is of the run. */
    private List<String> marks = List.of();

    private final @Nullable PseudoTerminal terminal;
    private final Bystanders bystanders;
    private final @Nullable DiskSqueeze squeeze;
    private final Set<Ghost> ghosts = new HashSet<>();
    private final Map<String, Long> goneAt = new HashMap<>();
    private final Map<String, List<Seen>> lastSeen = new HashMap<>();

    /** @param squeeze for a trial with a limit, else null */
    RunInTrial(Trial trial, RunnerKind kind, @Nullable DiskSqueeze squeeze) throws IOException {
        this.trial = trial;
        this.kind = kind;
        this.directory = kind.newDirectory();
        trial.workloads().forEach(workload -> tokens.put(workload, newToken()));
        this.terminal = trial.needsTerminal() ? new PseudoTerminal() : null;
        this.squeeze = squeeze;
        this.bystanders = new Bystanders(trial.fault());
        List<String> command = new ArrayList<>(terminal == null ? List.of("setsid") : terminal.session());
        command.addAll(bystanders.command());
        command.addAll(kind.command(directory, settings(), "WorkloadsFixture"));
        this.process = start(command);
    }

    private Process start(List<String> command) throws IOException {
        // Who runs this in the background may ignore SIGINT and SIGHUP, and a child would inherit that.
        List<String> all = new ArrayList<>(List.of("env", "--default-signal=INT,HUP"));
        all.addAll(kind.prefix());
        all.addAll(command);
        return new ProcessBuilder(all)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .redirectInput(new File("/dev/null"))
                .start();
    }

    /** Starts the run that comes after this one. */
    void startNext() throws IOException {
        Map<String, String> properties = settings();
        properties.remove("runner.spec");
        properties.put("runner.unswept", Boolean.toString(trial.unswept()));
        next = start(kind.command(directory, properties, "FirstFixture"));
    }

    private Map<String, String> settings() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("java.io.tmpdir", directory.resolve("tmp").toString());
        properties.put("runner.grace", Long.toString(trial.grace().toMillis()));
        properties.put(
                "runner.without", trial.without().stream().map(Layer::name).collect(Collectors.joining(",")));
        properties.put(
                "fixture.workloads",
                tokens.entrySet().stream()
                        .map(entry -> entry.getKey().name() + "=" + entry.getValue())
                        .collect(Collectors.joining(",")));
        properties.put("fixture.go", directory.resolve("go").toString());
        properties.put("fixture.end", trial.fault().end());
        if (trial.specFile()) {
            properties.put("runner.spec", "true");
        }
        if (trial.fault() == Fault.WORKER_OUT_OF_MEMORY) {
            properties.put("runner.memory", "32m");
        }
        if (squeeze != null) {
            properties.put("runner.diskLimit", Long.toString(squeeze.limit()));
        }
        if (trial.moment() == Moment.BEFORE_THE_FIRST_WORKER) {
            properties.put("runner.hold", directory.resolve("go").toString());
        }
        return properties;
    }

    /** An argument of {@code sleep} that no other process has. */
    static String newToken() {
        return "98765." + ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L);
    }

    private Path output() {
        return directory.resolve("out");
    }

    private String transcript() {
        try {
            return Files.readString(output()) + (terminal == null ? "" : terminal.output());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    long runner() {
        return process.pid();
    }

    long supervisor() {
        return supervisors().stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no supervisor."))
                .pid();
    }

    private List<Seen> supervisors() {
        return ProcessScan.now().mentioning(directory.toString()).stream()
                .filter(seen -> seen.mentions(SupervisorMain.class.getName()))
                .toList();
    }

    private List<String> marks() {
        return supervisors().stream()
                .flatMap(supervisor -> supervisor.command().stream())
                .filter(word -> word.startsWith(MARK))
                .toList();
    }

    /** Where the supervisors make them if they can, with the end of the mark's name. */
    private List<Path> controlGroups() {
        return marks().stream()
                .flatMap(
                        mark -> ProcessScan.controlGroups(runner(), "simple_" + mark.substring(MARK.length())).stream())
                .toList();
    }

    long worker() {
        Matcher matcher = WORKER.matcher(transcript());
        if (!matcher.find()) {
            throw new AssertionError("There is no worker: " + transcript());
        }
        return Long.parseLong(matcher.group(1));
    }

    PseudoTerminal terminal() {
        return Objects.requireNonNull(terminal);
    }

    /** Lets the test class end. */
    void letGo() throws IOException {
        Files.createFile(directory.resolve("go"));
    }

    /** So far that less is left than the limit of the run wants. */
    void fillTheDisk() throws IOException {
        Objects.requireNonNull(squeeze).exceed();
    }

    void awaitMoment() throws IOException {
        awaitProcesses();
        controlGroups = controlGroups();
        if (trial.isDuringCleanup()) {
            trial.first().inject(this);
            await("the end of all that obey", () -> !isThere(Workload.CHILD) && !isThere(Workload.STOPPED));
            if (!isThere(Workload.DEAF)) {
                throw new AssertionError("The cleanup is over already: " + transcript());
            }
        }
    }

    private void awaitProcesses() throws IOException {
        if (trial.moment() == Moment.WHILE_THE_SUPERVISOR_STARTS) {
            await(
                    "the supervisor",
                    () -> supervisors().size() == kind.modules()
                            && bystanders.missing().isEmpty());
            // It starts a process to try something.
            marks = marks();
            return;
        }
        if (trial.moment() == Moment.BEFORE_THE_FIRST_WORKER) {
            await("the runner to be ready", () -> transcript().contains("held"));
            return;
        }
        await("others to run", () -> bystanders.missing().isEmpty());
        for (Workload workload : trial.workloads()) {
            await(workload + " to run", () -> runs(workload));
        }
        awaitNote();
        if (trial.moment() == Moment.WHILE_SUSPENDED) {
            Signals.send(runner(), Signals.STOP);
            await("everything to stand still", () -> ProcessScan.state(worker()) == 'T' && isStopped(Workload.DAEMON));
        }
    }

    /** Without a control group, the next run finds a process without environment by a note that is made a moment later. */
    private void awaitNote() {
        if (trial.fault() == Fault.KILL_BOTH
                && trial.workloads().contains(Workload.SCRUBBED_DAEMON)
                && !trial.without().contains(Layer.ADOPTION)
                && !trial.without().contains(Layer.NOTES)
                && controlGroups().stream().noneMatch(Files::exists)) {
            await(
                    "notes",
                    () -> ProcessScan.now().mentioning(token(Workload.SCRUBBED_DAEMON)).stream()
                            .allMatch(seen -> notes().contains("\nadopted " + seen.pid() + " ")));
        }
    }

    private String notes() {
        try (Stream<Path> runs = Files.list(directory.resolve("tmp"))) {
            StringBuilder notes = new StringBuilder();
            for (Path run : runs.map(path -> path.resolve("run"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                notes.append(Files.readString(run));
            }
            return notes.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void await(String description, BooleanSupplier condition) {
        Waiting.until(Waiting.LONG, description, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("The runner ended before " + description + ": " + transcript());
            }
            return condition.getAsBoolean();
        });
    }

    private boolean isThere(Workload workload) {
        return !ProcessScan.now().mentioning(token(workload)).isEmpty();
    }

    private boolean runs(Workload workload) {
        if (workload == Workload.STOPPED) {
            return isStopped(workload);
        }
        return ProcessScan.now().mentioning(token(workload)).stream()
                        .filter(seen -> seen.isProgram(workload.program()))
                        .count()
                >= kind.modules();
    }

    private boolean isStopped(Workload workload) {
        List<Seen> seen = ProcessScan.now().mentioning(token(workload));
        return !seen.isEmpty() && seen.stream().allMatch(process -> ProcessScan.state(process.pid()) == 'T');
    }

    private String token(Workload workload) {
        return Objects.requireNonNull(tokens.get(workload));
    }

    void strike() throws IOException {
        trial.fault().inject(this);
        if (trial.moment() == Moment.WHILE_THE_SUPERVISOR_STARTS && trial.fault() == Fault.KILL_GROUP) {
            // The supervisor is still in the group.
            startNext();
        }
        if (trial.moment() == Moment.BEFORE_THE_FIRST_WORKER) {
            // What comes next, comes at the same time as the end.
            letGo();
        }
    }

    /**
     * Watches the end.
     *
     * @param strike the time of the fault
     * @param clean is called as soon as nothing is seen any more
     */
    Outcome observe(long strike, Runnable clean) throws InterruptedException, IOException {
        boolean told = false;
        boolean over = false;
        while (!over) {
            long begin = System.nanoTime();
            boolean any = look();
            if (!any && !told) {
                told = true;
                clean.run();
            }
            // When all JVMs are gone, nobody is left who would end the rest.
            over = isGoneForGood(directory.toString())
                    && (any || tokens.values().stream().allMatch(this::isGoneForGood));
            over |= any && System.nanoTime() - strike >= BOUND.toNanos();
            long rest = Math.max(PAUSE.toNanos(), REST * (System.nanoTime() - begin));
            LockSupport.parkNanos(any ? Math.min(rest, LONGEST_PAUSE.toNanos()) : LONGEST_PAUSE.toNanos());
        }
        boolean exited = process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        Map<Workload, Outcome.Cell> cells = new EnumMap<>(Workload.class);
        tokens.forEach((workload, token) -> cells.put(workload, cell(token, strike)));
        return new Outcome(
                trial,
                cells,
                cell(directory.toString(), strike),
                exited ? process.exitValue() : -1,
                (int) ghosts.stream().filter(RunInTrial::isZombie).count(),
                files(),
                bystanders.missing(),
                next == null || (next.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS) && next.exitValue() == 0),
                transcript());
    }

    private Outcome.Cell cell(String token, long strike) {
        return new Outcome.Cell(
                TimeUnit.NANOSECONDS.toMillis(goneAt.getOrDefault(token, strike) - strike),
                isGoneForGood(token)
                        ? List.of()
                        : lastSeen.getOrDefault(token, List.of()).stream()
                                .map(Seen::toString)
                                .toList());
    }

    /** One look can miss a process that is between two ids. */
    private boolean isGoneForGood(String token) {
        Long gone = goneAt.get(token);
        return gone != null && System.nanoTime() - gone >= OBSERVATION.toNanos();
    }

    private static boolean isZombie(Ghost ghost) {
        return ProcessScan.state(ghost.pid()) == 'Z'
                && ProcessScan.start(ghost.pid()).equals(ghost.start());
    }

    /** Whether anything is there. */
    private boolean look() {
        ProcessScan scan = ProcessScan.now();
        long now = System.nanoTime();
        boolean any = false;
        for (String token : tokens()) {
            List<Seen> seen = token.equals(directory.toString()) ? ofTheRun(scan) : scan.mentioning(token);
            if (seen.isEmpty()) {
                goneAt.putIfAbsent(token, now);
            } else {
                goneAt.remove(token);
                lastSeen.put(token, seen);
                any = true;
                seen.forEach(process -> ghosts.add(new Ghost(process.pid(), ProcessScan.start(process.pid()))));
            }
        }
        return any;
    }

    private List<Seen> ofTheRun(ProcessScan scan) {
        return Stream.concat(
                        scan.mentioning(directory.toString()).stream(),
                        marks.stream().flatMap(mark -> scan.with(mark).stream()))
                .distinct()
                .toList();
    }

    /** The directory stands for all JVMs, which have it among their arguments. */
    private Set<String> tokens() {
        Set<String> all = new HashSet<>(tokens.values());
        all.add(directory.toString());
        return all;
    }

    private List<String> files() throws IOException {
        List<String> found = new ArrayList<>();
        controlGroups.stream().filter(Files::exists).map(Path::toString).forEach(found::add);
        for (String name : List.of(
                "tmp",
                "reports",
                "target/simple-reports",
                "one/target/simple-reports",
                "other/target/simple-reports")) {
            Path parent = directory.resolve(name);
            if (Files.isDirectory(parent)) {
                try (Stream<Path> files = Files.list(parent)) {
                    files.filter(file -> !KEPT.contains(file.getFileName().toString()))
                            .map(directory::relativize)
                            .map(Path::toString)
                            .filter(file -> !file.contains("hs_err"))
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static boolean isDeleted(Path group) {
        try {
            Files.deleteIfExists(group);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends what is left, so that one cell that fails does not spoil the others. */
    @Override
    public void close() throws IOException {
        if (terminal != null) {
            terminal.close();
        }
        bystanders.close();
        // What starts anew all the time is not to be caught one by one.
        for (Path group : controlGroups) {
            Path kill = group.resolve("cgroup.kill");
            if (Files.exists(kill)) {
                Files.writeString(kill, "1");
            }
        }
        Waiting.until(BOUND, "the end of what " + trial.title() + " has left", () -> {
            ProcessScan scan = ProcessScan.now();
            List<Seen> found = tokens().stream()
                    .flatMap(token -> scan.mentioning(token).stream())
                    .toList();
            found.forEach(seen -> Signals.tryToKill(seen.pid()));
            return found.isEmpty();
        });
        // The kernel needs a moment for those of processes that have just gone.
        Waiting.until(
                BOUND,
                "the end of the control groups of " + trial.title(),
                () -> controlGroups.stream().allMatch(RunInTrial::isDeleted));
        Account.deleteTree(directory);
    }
}
