package dev.simple.supervisor;

import dev.simple.process.Cgroup;
import dev.simple.process.Linux;
import dev.simple.process.MemoryGroups;
import dev.simple.process.NativeCalls;
import dev.simple.process.NativeLibrary;
import dev.simple.process.ProcessIdentity;
import dev.simple.process.ProcessTable;
import dev.simple.process.SignalHandlers;
import dev.simple.process.Signaller;
import dev.simple.protocol.SupervisorMessage;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The supervisor's program. It talks to the runner on stdin and stdout.
 *
 * <p>Arguments: the name of the environment variable that marks its spawns, the milliseconds that the runner may be
 * silent, the run file, the runner's process id and start, and the layers of {@link Layer} that are to be left out.
 */
public final class SupervisorMain {

    private SupervisorMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        String cookie = args[0];
        Duration silence = Duration.ofMillis(Long.parseLong(args[1]));
        List<Layer> without = new ArrayList<>();
        for (int i = 5; i < args.length; i++) {
            without.add(Layer.valueOf(args[i]));
        }
        RunnerLink link = new RunnerLink(System.in, new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
        Runnable wake = () -> inbox.add(() -> {});
        Path runFile = Path.of(args[2]);
        ProcessIdentity runner = new ProcessIdentity(Long.parseLong(args[3]), Long.parseLong(args[4]));
        Linux linux = null;
        if (!without.contains(Layer.NATIVE)) {
            NativeLibrary.unpack(runFile.resolveSibling(""));
            linux = NativeCalls.find().orElse(null);
        }
        List<String> layers = new ArrayList<>(List.of("supervisor"));
        // Whoever ends the run ends the runner. An ignored signal would be ignored by all that is started here.
        for (String name : List.of("INT", "TERM", "HUP")) {
            SignalHandlers.install(name, () -> {});
        }
        List<String> missing = new ArrayList<>();
        boolean adopting = false;
        Cgroup cgroup = null;
        Launcher launcher = new PortableLauncher(wake);
        if (linux != null) {
            tell("own session", !without.contains(Layer.SESSION) && linux.startSession(), layers, missing);
            adopting = !without.contains(Layer.ADOPTION) && linux.adoptOrphans(true);
            tell("subreaper", adopting, layers, missing);
            tell("pidfd", linux.hasPidfd(), layers, missing);
            cgroup =
                    without.contains(Layer.CGROUP) ? null : Cgroup.enter(cookie).orElse(null);
            if (cgroup != null) {
                layers.add("control group");
            }
            launcher = new LinuxLauncher(linux);
            SignalHandlers.install("CHLD", wake);
        }
        if (linux == null) {
            missing.add("process trees only, because "
                    + (without.contains(Layer.NATIVE) ? "native calls were left out" : NativeCalls.missing()));
        }
        ProcessTable table = new ProcessTable();
        Signaller signaller = Signaller.best(table);
        Map<String, String> environment = without.contains(Layer.MARK) ? Map.of() : Map.of(cookie, "0");
        if (NativeCalls.isLinux() && !MarkTrial.holds(launcher, table, signaller, environment, cookie)) {
            missing.add("without mark in the environment");
        }
        Supervisor supervisor = new Supervisor(
                launcher,
                table,
                signaller,
                new Descendants(table, cookie, adopting),
                linux == null || without.contains(Layer.CGROUP)
                        ? MemoryGroups.none(table)
                        : MemoryGroups.within(table, cgroup),
                // The group tells more.
                adopting && cgroup == null && !without.contains(Layer.NOTES) ? new Adoptions(table) : null,
                new RunnerWatch(table, runner, silence),
                link,
                inbox,
                new RunFiles(runFile));
        link.greet();
        link.send(new SupervisorMessage.Ready(layers, String.join(", ", missing), cgroup != null));
        supervisor.serve();
        if (cgroup != null) {
            cgroup.leave();
        }
        supervisor.deleteFiles();
        if (linux != null) {
            linux.exit(0);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void tell(String layer, boolean there, List<String> layers, List<String> missing) {
        if (there) {
            layers.add(layer);
        } else {
            missing.add("without " + layer);
        }
    }
}
