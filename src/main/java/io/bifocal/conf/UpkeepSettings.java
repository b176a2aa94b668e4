package io.bifocal.conf;

import java.io.Serializable;
import java.util.Optional;

/** How a store is kept small and quick to read. */
public record UpkeepSettings(
    @Default("256M")
        @Help("size that vacuum aims at for data files; those below half of it are merged")
        ByteSize targetFileSize,
    @Help("where it is given, nightly does a vacuum with these after each complete run")
        Optional<RetentionSettings> nightly)
    implements Serializable {

  public UpkeepSettings {
    if (targetFileSize.value() < 1) {
      throw new UserError(
          "target-file-size = " + targetFileSize + " is out of range; give 1 or more");
    }
  }
}
