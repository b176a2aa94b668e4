package io.bifocal.store;

import io.bifocal.conf.UserError;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.util.SerializableConfiguration;

/**
 * A store: a folder on any Hadoop file system. Knows where everything lies; what lies there is
 * plain Parquet.
 *
 * <p>A run is committed when its record {@code runs/<run>.json} is there. Data files appear under
 * their final name only whole; whatever is being written lies in {@code _working}.
 */
public final class Store implements Serializable {
  private static final DateTimeFormatter RUN_NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The record of a run; whatever else lies beside them is not ours. */
  private static final Pattern RECORD =
      Pattern.compile("([0-9]{8}T[0-9]{6}Z(?:-[0-9]{1,9})?)\\.json");

  /** The folder of the records of vacuums. */
  static final String VACUUMS = "upkeep";

  /** Where what is computed only to be compared lies. */
  static final String SCRATCH = "_verify";

  private final String root;
  private final SerializableConfiguration hadoop;

  private Store(String root, SerializableConfiguration hadoop) {
    this.root = root;
    this.hadoop = hadoop;
  }

  /**
   * The store at {@code root}, which need not exist yet.
   *
   * @param root a path or URI; relative paths start at the working directory
   * @throws UserError if the file system is not known or not reachable
   */
  public static Store at(String root, Configuration hadoop) {
    try {
      Path path = new Path(root);
      FileSystem files = path.getFileSystem(hadoop);
      return new Store(files.makeQualified(path).toString(), new SerializableConfiguration(hadoop));
    } catch (IOException | IllegalArgumentException e) {
      throw new UserError("store: " + root + " cannot be reached: " + e.getMessage(), e);
    }
  }

  /** Where it lies, as a URI; a plain path where it is local. */
  public String location() {
    return root.startsWith("file:/") ? root.replaceFirst("^file:/+", "/") : root;
  }

  /** {@code relative} within this store. */
  public Path path(String relative) {
    return new Path(root + "/" + relative);
  }

  /** The path of {@code file}, which lies in this store, relative to it. */
  public String relative(Path file) {
    return new Path(root).toUri().relativize(file.toUri()).getPath();
  }

  /** The snapshot of the collection that {@code run} committed. */
  public Path images(String run) {
    return path("images/run=" + run);
  }

  /** Working space of {@code run}, which readers skip. */
  public Path working(String run) {
    return path("_working/" + run);
  }

  /** A store of its own within this one, for what is computed only to be compared. */
  public Store scratch(String name) {
    return new Store(root + "/" + SCRATCH + "/" + name, hadoop);
  }

  /** Removes what {@link #scratch} gave. */
  public void deleteScratch(String name) {
    delete(path(SCRATCH + "/" + name));
    deleteIfEmpty(path(SCRATCH));
  }

  /** The file system that the store lies on. */
  public FileSystem files() {
    try {
      return new Path(root).getFileSystem(hadoop.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How to reach the store, for writers in tasks. */
  public Configuration hadoop() {
    return hadoop.value();
  }

  /** Whether {@code name} is one that runs have. */
  static boolean isRun(String name) {
    return RECORD.matcher(name + ".json").matches();
  }

  /** The names of the committed runs, oldest first. */
  public List<String> runs() {
    return records(path("runs"));
  }

  /** The names of the vacuums that have a record, oldest first. */
  public List<String> vacuums() {
    return records(path(VACUUMS));
  }

  /** The record of the vacuum {@code run}. */
  public UpkeepRecord vacuum(String run) {
    try {
      return Json.read(read(path(VACUUMS + "/" + run + ".json")), UpkeepRecord.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the runs that have a record in {@code folder}, oldest first. */
  List<String> records(Path folder) {
    List<String> names = new ArrayList<>();
    for (FileStatus file : list(folder)) {
      String name = file.getPath().getName();
      Matcher record = RECORD.matcher(name);
      if (record.matches()) {
        names.add(record.group(1));
      }
    }
    names.sort(RUN_ORDER);
    return List.copyOf(names);
  }

  /** The record of the newest committed run; empty for a new store. */
  public Optional<RunRecord> last() {
    List<String> runs = runs();
    return runs.isEmpty() ? Optional.empty() : Optional.of(record(runs.get(runs.size() - 1)));
  }

  /**
   * The record of {@code run}.
   *
   * @throws UserError if there is no such run
   */
  public RunRecord record(String run) {
    try {
      return Json.read(read(path("runs/" + run + ".json")), RunRecord.class);
    } catch (FileNotFoundException e) {
      throw new UserError(
          "the store "
              + location()
              + " has no run "
              + run
              + "; its runs are "
              + String.join(", ", runs()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A name for a run that starts at {@code now}, used by no other run, finished or not, and later
   * than those of all committed runs and vacuums, even if the clock was put back since.
   */
  public String newRun(Instant now) {
    String name = RUN_NAME.format(now);
    Optional<String> newest =
        Stream.concat(runs().stream(), vacuums().stream())
            .max(RUN_ORDER)
            .filter(latest -> RUN_ORDER.compare(latest, name) >= 0);
    String start = newest.map(Store::start).orElse(name);
    int number = newest.map(Store::number).orElse(0) + 1;
    String candidate = name(start, number);
    while (exists(working(candidate)) || exists(images(candidate)) || published(candidate)) {
      number++;
      candidate = name(start, number);
    }
    return candidate;
  }

  /** A name for a comparison that starts at {@code now}, used by no other. */
  public String newComparison(Instant now) {
    String start = RUN_NAME.format(now);
    int number = 1;
    while (exists(path("analysis/compare/run=" + name(start, number)))) {
      number++;
    }
    return name(start, number);
  }

  private static String name(String start, int number) {
    return number == 1 ? start : start + "-" + number;
  }

  private static String start(String run) {
    return run.split("-")[0];
  }

  private static int number(String run) {
    return run.contains("-") ? Integer.parseInt(run.split("-")[1]) : 1;
  }

  /**
   * Whether a producer's rows lie under this name, as a killed run may have come that far, or the
   * record of a fit.
   */
  private boolean published(String run) {
    try {
      String rows = "{features,predictions,pictures,keypoints}/*/*/run=" + run;
      String fits = "vocabularies/*/fits/" + run + ".json";
      return isAny(rows) || isAny(fits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isAny(String pattern) throws IOException {
    FileStatus[] found = files().globStatus(path(pattern));
    return found != null && found.length > 0;
  }

  /**
   * Commits a run by writing its record, whole or not at all. Before this call readers see the
   * state of the run before; after it, this run's. If it throws, the run is not committed, and its
   * files are found and reused by the next one.
   */
  public void commit(RunRecord record) {
    write(path("runs/" + record.run() + ".json"), Json.write(record) + "\n");
  }

  /**
   * Moves a whole file to its final name, at which nobody ever reads a part of it. To publish what
   * is published already is no error. If it throws, {@code from} is still there.
   */
  public void publish(Path from, Path to) {
    try {
      publisher().publish(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether a folder is renamed in one step, for everybody who looks. Object stores copy it file by
   * file.
   */
  boolean renamesFolders() {
    return root.startsWith("file:") || root.startsWith("hdfs:");
  }

  /** What the file system says of the file {@code relative}. */
  public FileStatus status(String relative) {
    try {
      return files().getFileStatus(path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of rows in a data file, from its footer. */
  public long rows(Path file) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop()))) {
      return reader.getRecordCount();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a record says of the data file {@code relative}; reads all of it. */
  public RunRecord.DataFile describe(String relative) {
    Path file = path(relative);
    try (InputStream in = files().open(file)) {
      return new RunRecord.DataFile(
          relative, rows(file), status(relative).getLen(), new Sha256().of(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries of {@code folder}; none if it is not there. */
  public List<FileStatus> list(Path folder) {
    try {
      return Arrays.asList(files().listStatus(folder));
    } catch (FileNotFoundException none) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The data files in {@code folder} and below that Parquet readers see, by name. */
  public List<FileStatus> dataFiles(Path folder) {
    List<FileStatus> result = new ArrayList<>();
    for (FileStatus entry : list(folder)) {
      String name = entry.getPath().getName();
      if (name.startsWith("_") || name.startsWith(".")) {
        continue;
      }
      if (entry.isDirectory()) {
        result.addAll(dataFiles(entry.getPath()));
      } else if (name.endsWith(".parquet")) {
        result.add(entry);
      }
    }
    result.sort(Comparator.comparing(FileStatus::getPath));
    return result;
  }

  /** Removes {@code path} and all below it, if it is there. */
  public void delete(Path path) {
    try {
      files().delete(path, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the folder {@code path} if nothing is in it. */
  void deleteIfEmpty(Path path) {
    try {
      if (exists(path) && list(path).isEmpty()) {
        files().delete(path, false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean exists(Path path) {
    try {
      return files().exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The contents of the file {@code relative}; empty if it is not there. */
  public Optional<String> text(String relative) {
    try {
      return Optional.of(read(path(relative)));
    } catch (FileNotFoundException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(Path file) throws IOException {
    try (InputStream in = files().open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Writes a small file so that nobody ever reads half of it. */
  public void write(Path file, String text) {
    try {
      publisher().write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The order of runs: by start, then by number: {@code …Z}, {@code …Z-2}, {@code …Z-10}. */
  public static Comparator<String> runOrder() {
    return RUN_ORDER;
  }

  Publisher publisher() {
    return new Publisher(files());
  }

  private static final Comparator<String> RUN_ORDER =
      Comparator.comparing(Store::start).thenComparing(Store::number);
}
