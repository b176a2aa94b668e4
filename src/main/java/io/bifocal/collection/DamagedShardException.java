package io.bifocal.collection;

import java.io.IOException;

/** What a shard holds is not what its format demands, from some place on. */
final class DamagedShardException extends IOException {
  static final String TRUNCATED = "truncated";
  static final String CORRUPT = "corrupt";

  private static final long serialVersionUID = 1;

  private final String reason;

  private DamagedShardException(String reason, String problem, Throwable cause) {
    super(problem, cause);
    this.reason = reason;
  }

  /** It ends early. */
  static DamagedShardException truncated(String problem) {
    return new DamagedShardException(TRUNCATED, problem, null);
  }

  /** It is something else than it should be. */
  static DamagedShardException corrupt(String problem) {
    return new DamagedShardException(CORRUPT, problem, null);
  }

  /** The compressed stream cannot be unpacked further. */
  static DamagedShardException packed(String reason, String problem, Throwable cause) {
    return new DamagedShardException(reason, problem, cause);
  }

  /** The same damage, said with the member that it hits. */
  DamagedShardException within(String member) {
    return new DamagedShardException(
        reason, getMessage() + ", within the member '" + member + "'", this);
  }

  /** As in the table {@code images}. */
  String reason() {
    return reason;
  }
}
