package dev.simple.spawn;

import dev.simple.engine.EngineAddress;
import dev.simple.process.ProcessIdentity;
import dev.simple.protocol.MemoryUse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Takes the place of the real one in the plugin that is measured without tracking: starts processes as the JDK does, with
 * no supervisor, no file, no mark and no beats, and looks for nothing that they leave.
 */
public final class SpawnTracker implements Spawner, AutoCloseable {

  private final RunDirectory directory;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, Process> running = new ConcurrentHashMap<>();

  private SpawnTracker(RunDirectory directory) {
    this.directory = directory;
  }

  public static SpawnTracker open() throws IOException {
    return new SpawnTracker(RunDirectory.temporary());
  }

  public Containment containment() throws IOException {
    return new Containment(List.of("none"), "this plugin is for measurements");
  }

  public Path directory() {
    return directory.path();
  }

  void register(Path other) {}

  public CompletableFuture<String> lost() {
    return new CompletableFuture<>();
  }

  public RunContainers watch(EngineAddress address) {
    return new RunContainers(address, "none");
  }

  public void serve(EngineAddress address) {}

  @Override
  public Spawn spawn(SpawnCommand command, SpawnLimits limits) throws IOException {
    int number = numbers.incrementAndGet();
    ProcessBuilder builder = new ProcessBuilder(command.command()).directory(command.workingDirectory().toFile());
    builder.environment().keySet().removeAll(command.withoutEnvironment());
    builder.environment().putAll(command.environment());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(command.stdout().toFile()));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(command.stderr().toFile()));
    Process process = builder.start();
    running.put(number, process);
    CompletableFuture<ExitStatus> exit =
        process.onExit().thenApply(ended -> ExitStatus.of(ended.exitValue()));
    return new Spawn(this, number, command, limits, new ProcessIdentity(process.pid(), 0), exit);
  }

  public CompletableFuture<CleanUp> untrack(Spawn spawn) {
    Process process = running.remove(spawn.number());
    if (process == null) {
      return CompletableFuture.completedFuture(CleanUp.NOTHING);
    }
    process.destroyForcibly();
    return process.onExit().thenApply(ended -> CleanUp.NOTHING);
  }

  public CleanUp endAll(Duration gracePeriod) {
    new HashMap<>(running).values().forEach(Process::destroyForcibly);
    return CleanUp.NOTHING;
  }

  public CleanUp endAll() {
    return endAll(Duration.ZERO);
  }

  @Override
  public CompletableFuture<List<MemoryUse>> memory() {
    return CompletableFuture.completedFuture(List.of());
  }

  public void hurry() {}

  public void takeOver() {}

  public boolean abandonStart() {
    return false;
  }

  @Override
  public void close() throws IOException {
    endAll();
    directory.close();
  }
}
