package io.bifocal.store;

import static java.util.stream.Collectors.partitioningBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Plans and writes the new files of versions, for one vacuum. */
final class Compactor {
  /** Where data files lie in the folder of a version; what else lies there is not ours. */
  private static final Pattern DATA_FILE =
      Pattern.compile("run=[0-9A-Za-z-]+/part-[0-9A-Za-z-]+\\.parquet");

  private final SparkSession spark;
  private final Store store;
  private final String run;
  private final Ledger ledger;
  private int versions;

  Compactor(SparkSession spark, Store store, String run, Ledger ledger) {
    this.spark = spark;
    this.store = store;
    this.run = run;
    this.ledger = ledger;
  }

  /**
   * A version that was written anew.
   *
   * @param removed its files of before, relative to the store
   * @param moves those among them that stay as they are
   * @param added its files from now on
   */
  record Written(
      List<String> removed, List<VacuumStep.Move> moves, List<RunRecord.DataFile> added) {

    private void move(
        String from, String to, String folder, Map<String, RunRecord.DataFile> known) {
      removed.add(folder + "/" + from);
      moves.add(new VacuumStep.Move(from, to));
      added.add(known.get(folder + "/" + from).at(folder + "/" + to));
    }
  }

  /**
   * What is to be done for {@code folders}; of those where nothing is, nothing.
   *
   * @param folders of versions, with data files
   * @param kept runs whose contents are needed
   * @param targetBytes size that is aimed at
   */
  List<VacuumPlan.Version> plan(List<String> folders, List<String> kept, long targetBytes) {
    Unfinished unfinished = Unfinished.of(store, kept);
    List<String> ours = folders.stream().filter(this::holdsOurFilesAlone).toList();
    Superseded superseded = Superseded.find(spark, store, ours, kept, bits());
    List<VacuumPlan.Version> result = new ArrayList<>();
    for (String folder : ours) {
      Map<String, Long> counts = superseded.counts(folder);
      Map<Boolean, List<Compaction.Piece>> pieces =
          store.dataFiles(store.path(folder)).stream()
              .map(file -> piece(folder, file, counts))
              .collect(partitioningBy(piece -> unfinished.includes(runFolder(piece))));
      Compaction compaction = Compaction.of(pieces.get(false), targetBytes);
      if (!compaction.groups().isEmpty()) {
        result.add(new VacuumPlan.Version(folder, compaction, pieces.get(true)));
      }
    }
    return result;
  }

  /**
   * Writes what of {@code version} is not kept as it is.
   *
   * @param fresh where the new files are put, under the names that they will have in its folder
   */
  Written write(VacuumPlan.Version version, Path fresh) {
    String folder = version.folder();
    List<List<String>> groups =
        version.compaction().groups().stream()
            .map(group -> group.stream().map(Compaction.Piece::path).toList())
            .toList();
    String drafts = new Path(store.working(run), "copies-" + versions++).toString();
    List<Rewrite.Written> tasks =
        new Rewrite(store, folder, groups, drafts).run(new Superseded(spark, bits()));
    Written written = new Written(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Map<String, RunRecord.DataFile> known =
        described(
            Stream.concat(version.compaction().kept().stream(), version.unfinished().stream())
                .map(piece -> folder + "/" + piece.path())
                .toList());
    groups.forEach(group -> group.forEach(file -> written.removed().add(folder + "/" + file)));
    for (Rewrite.Written task : tasks) {
      for (RunRecord.DataFile file : task.files()) {
        String name = name(written.added().size());
        store.publish(new Path(task.folder(), file.path()), new Path(fresh, name));
        written.added().add(file.at(folder + "/" + name));
      }
    }
    for (Compaction.Piece piece : version.compaction().kept()) {
      written.move(piece.path(), name(written.added().size()), folder, known);
    }
    for (Compaction.Piece piece : version.unfinished()) {
      // It stays with the run that left it.
      String name =
          String.format(
              Locale.ROOT,
              "%s/part-%06d-%s.parquet",
              runFolder(piece),
              written.added().size(),
              run);
      written.move(piece.path(), name, folder, known);
    }
    return written;
  }

  private static String runFolder(Compaction.Piece piece) {
    return piece.path().substring(0, piece.path().indexOf('/'));
  }

  private Path bits() {
    return new Path(store.working(run), "superseded");
  }

  private boolean holdsOurFilesAlone(String folder) {
    return store.dataFiles(store.path(folder)).stream()
        .allMatch(file -> DATA_FILE.matcher(within(folder, file)).matches());
  }

  private Compaction.Piece piece(String folder, FileStatus file, Map<String, Long> superseded) {
    String name = within(folder, file);
    RunRecord.DataFile recorded = ledger.files().get(folder + "/" + name);
    long rows = recorded == null ? store.rows(file.getPath()) : recorded.rows();
    return new Compaction.Piece(name, rows, file.getLen(), superseded.getOrDefault(name, 0L));
  }

  private String within(String folder, FileStatus file) {
    return store.relative(file.getPath()).substring(folder.length() + 1);
  }

  /** What is known of files that stay; those that a killed run left are read for it. */
  private Map<String, RunRecord.DataFile> described(List<String> paths) {
    Map<String, RunRecord.DataFile> known = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String path : paths) {
      RunRecord.DataFile recorded = ledger.files().get(path);
      if (recorded == null) {
        unknown.add(path);
      } else {
        known.put(path, recorded);
      }
    }
    if (!unknown.isEmpty()) {
      Store files = store;
      JavaSparkContext.fromSparkContext(spark.sparkContext())
          .parallelize(unknown, unknown.size())
          .map(path -> Json.line(files.describe(path)))
          .collect()
          .stream()
          .map(json -> Json.read(json, RunRecord.DataFile.class))
          .forEach(file -> known.put(file.path(), file));
    }
    return known;
  }

  private String name(int number) {
    return String.format(Locale.ROOT, "run=%s/part-%06d.parquet", run, number);
  }
}
