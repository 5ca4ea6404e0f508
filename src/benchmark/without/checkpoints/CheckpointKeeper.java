package dev.simple.checkpoint;

import dev.simple.model.RunEnd;
import dev.simple.model.RunEvent;
import dev.simple.model.RunListener;
import java.util.function.Consumer;

/** Takes the place of the real one in the plugin that is measured without checkpoints: keeps nothing. */
public final class CheckpointKeeper implements RunListener {

  public CheckpointKeeper(
      CheckpointFile file, boolean keptWhenComplete, Consumer<String> warnings) {}

  @Override
  public void on(RunEvent event) {}

  public void save(RunEnd end, String reason) {}
}
