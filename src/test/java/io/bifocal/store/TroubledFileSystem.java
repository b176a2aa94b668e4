package io.bifocal.store;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * The local file system under the scheme {@code troubled}, whose renames fail. {@code
 * fs.troubled.rename} says how ({@link Trouble}, none by default), {@code fs.troubled.target} of
 * which targets (a regular expression, all by default), {@code fs.troubled.after} and {@code
 * fs.troubled.times} how many of these succeed first and how many fail then (0 and all by default);
 * {@code fs.troubled.object-store} makes it say of itself what object stores say.
 *
 * <p>Public, and with this constructor, for Hadoop.
 */
public final class TroubledFileSystem extends RawLocalFileSystem {
  /** How a rename fails. */
  enum Trouble {
    NONE,
    /** It says no. */
    REFUSED,
    /** It throws. */
    FAILS,
    /** It copies, then throws, as when the deletion of the source fails. */
    COPIED,
    /** It copies a part, then throws. */
    HALF_COPIED,
    /** It succeeds, and throws all the same, as when the answer is lost. */
    ANSWER_LOST,
    /** It throws where the folder of the target is not there. */
    WANTS_FOLDER
  }

  private final AtomicInteger renames = new AtomicInteger();
  private Trouble trouble;
  private Pattern target;
  private int after;
  private int times;
  private boolean objectStore;

  static Configuration configured(Trouble trouble) {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.troubled.impl", TroubledFileSystem.class.getName());
    hadoop.set("fs.troubled.rename", trouble.name());
    return hadoop;
  }

  /** A new one, that nobody shares. */
  static FileSystem open(Configuration hadoop) throws IOException {
    return FileSystem.newInstance(URI.create("troubled:///"), hadoop);
  }

  @Override
  public void initialize(URI name, Configuration hadoop) throws IOException {
    super.initialize(name, hadoop);
    trouble = hadoop.getEnum("fs.troubled.rename", Trouble.NONE);
    target = Pattern.compile(hadoop.get("fs.troubled.target", ".*"));
    after = hadoop.getInt("fs.troubled.after", 0);
    times = hadoop.getInt("fs.troubled.times", Integer.MAX_VALUE);
    objectStore = hadoop.getBoolean("fs.troubled.object-store", false);
  }

  @Override
  public URI getUri() {
    return URI.create("troubled:///");
  }

  @Override
  public String getScheme() {
    return "troubled";
  }

  @Override
  public boolean hasPathCapability(Path path, String capability) throws IOException {
    return (objectStore && capability.equals(StreamCapabilities.ABORTABLE_STREAM))
        || super.hasPathCapability(path, capability);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (trouble == Trouble.NONE || !target.matcher(to.toUri().getPath()).matches()) {
      return super.rename(from, to);
    }
    int number = renames.getAndIncrement();
    if (number < after || number - after >= times) {
      return super.rename(from, to);
    }
    switch (trouble) {
      case REFUSED -> {
        return false;
      }
      case COPIED -> FileUtil.copy(this, from, this, to, false, true, getConf());
      case HALF_COPIED -> {
        FileUtil.copy(this, from, this, to, false, true, getConf());
        truncate(to, getFileStatus(from).getLen() / 2);
      }
      case ANSWER_LOST -> super.rename(from, to);
      case WANTS_FOLDER -> {
        if (exists(to.getParent())) {
          return super.rename(from, to);
        }
      }
      default -> {}
    }
    throw new IOException("made to fail");
  }
}
