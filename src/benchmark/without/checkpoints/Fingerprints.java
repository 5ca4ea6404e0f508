package dev.simple.checkpoint;

import dev.simple.config.RunConfiguration;
import dev.simple.model.EarlierResults;
import dev.simple.model.RunInputs;
import java.nio.file.Path;
import java.util.Collection;

/** Takes the place of the real one in the plugin that is measured without checkpoints: reads nothing. */
public final class Fingerprints {

  private Fingerprints() {}

  public static RunInputs of(
      RunConfiguration configuration,
      Path basedir,
      Collection<String> classNames,
      Collection<String> specFiles,
      String image,
      String methods) {
    return EarlierResults.NONE.inputs();
  }
}
