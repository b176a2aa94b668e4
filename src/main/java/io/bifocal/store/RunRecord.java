package io.bifocal.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run did: its commit record, {@code runs/<run>.json}. The same numbers are shown at its
 * end.
 *
 * @param run its name, the start in UTC
 * @param job scan, extract or nightly
 * @param outcome complete, or stopped where the deadline came first
 * @param started ISO-8601, UTC
 * @param finished ISO-8601, UTC
 * @param seconds wall time
 * @param bifocal version of Bifocal
 * @param spark version of Spark
 * @param collection root of the collection
 * @param inspection what the statuses in {@code images} depend on besides the bytes; another value
 *     has every file read again
 * @param images what became of the files
 * @param work what was done for it
 * @param producers the configured extractors and models
 * @param files the data files that this run added
 * @param timeline the waves of work, in the order in which they were published
 * @param drift how it compares with the run before and a reference run; empty in records of
 *     versions that did not compare
 */
public record RunRecord(
    String run,
    String job,
    String outcome,
    String started,
    String finished,
    double seconds,
    String bifocal,
    String spark,
    String collection,
    String inspection,
    Images images,
    Work work,
    List<Produced> producers,
    List<DataFile> files,
    List<Wave> timeline,
    List<DriftFinding> drift) {

  /** What records of before do not say is empty. */
  public RunRecord {
    timeline = timeline == null ? List.of() : List.copyOf(timeline);
    drift = drift == null ? List.of() : List.copyOf(drift);
  }

  /** The outcome of a run that did all there was to do. */
  public static final String COMPLETE = "complete";

  /** The outcome of a run that its deadline stopped; the next run goes on. */
  public static final String STOPPED = "stopped";

  /**
   * What became of the files: listed = ok + rejected.
   *
   * @param listed files that the file system listed
   * @param ok files that hold an image
   * @param rejected files that do not
   * @param reasons rejected files by reason
   * @param unlabelled files of either kind without a label
   * @param distinct different contents among the accepted files
   * @param fresh files that were read because they were new or changed
   * @param unchanged files that were not read
   * @param gone files of the run before that are no longer listed
   */
  public record Images(
      long listed,
      long ok,
      long rejected,
      Map<String, Long> reasons,
      long unlabelled,
      long distinct,
      long fresh,
      long unchanged,
      long gone) {}

  /**
   * What was done.
   *
   * @param inspected files whose bytes were hashed and probed
   * @param decoded images that were decoded
   * @param bytesRead encoded bytes read from the collection
   * @param waves waves committed
   * @param executorCpuSeconds CPU time of all tasks
   * @param stageCpuSeconds CPU time by what was done with images besides handing them to producers,
   *     in the order of the work; empty in records of versions that did not measure it
   */
  public record Work(
      long inspected,
      long decoded,
      long bytesRead,
      int waves,
      double executorCpuSeconds,
      Map<String, Double> stageCpuSeconds) {

    /** What records of before do not say is empty. */
    public Work {
      stageCpuSeconds =
          stageCpuSeconds == null
              ? Map.of()
              : Collections.unmodifiableMap(new LinkedHashMap<>(stageCpuSeconds));
    }
  }

  /**
   * A wave of work.
   *
   * @param started seconds after the start of the run when its tasks were handed to Spark
   * @param finished seconds after the start of the run when its files were published
   * @param images contents that it dealt with
   */
  public record Wave(double started, double finished, long images) {}

  /**
   * One producer in this run.
   *
   * @param kind features, predictions, pictures or keypoints
   * @param name its name in the configuration
   * @param version the version that this run used
   * @param configuration what the version stands for, canonical JSON
   * @param length values in a vector, in an embedding (0 for none), or in the descriptor of a
   *     keypoint
   * @param computed rows that this run added
   * @param errors rows among them that hold an error
   * @param present accepted images (distinct contents) that have a row now
   * @param missing accepted images that have none yet
   * @param cpuSeconds CPU time spent on it
   * @param relativeCost CPU time by image, as a multiple of the nominal 1 ms and 10 ms a megapixel;
   *     that of the run before where this one computed nothing, 0 where it was never measured
   */
  public record Produced(
      String kind,
      String name,
      String version,
      String configuration,
      int length,
      long computed,
      long errors,
      long present,
      long missing,
      double cpuSeconds,
      double relativeCost) {

    /** The folder of its rows, relative to the store. */
    public String folder() {
      return folder(kind, name, version);
    }

    /** The folder of the rows of a producer, relative to the store. */
    public static String folder(String kind, String name, String version) {
      String key = kind.equals("predictions") || kind.equals("pictures") ? "model" : "extractor";
      return kind + "/" + key + "=" + name + "/version=" + version;
    }
  }

  /**
   * A data file.
   *
   * @param path relative to the store
   * @param rows its rows
   * @param bytes its size
   * @param sha256 of its bytes, in hexadecimal digits; null in records of before 0.2
   */
  public record DataFile(String path, long rows, long bytes, String sha256) {

    /** The same file in another place. */
    public DataFile at(String place) {
      return new DataFile(place, rows, bytes, sha256);
    }
  }
}
