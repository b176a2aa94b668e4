package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.image.Decoder;
import io.bifocal.store.Json;
import io.bifocal.store.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The second pass: computes what the plan says is missing, wave by wave. A wave's files are
 * published when all its tasks are done; a kill costs the wave it interrupts and nothing before it.
 */
public final class Extract {
  /** Rounds of tasks in a wave: long enough to keep every core busy, short enough to lose. */
  private static final int TASKS_PER_CORE = 8;

  private Extract() {}

  /**
   * What an extraction did.
   *
   * @param distinct different contents among the accepted images
   * @param decoded images decoded
   * @param bytesRead encoded bytes read
   * @param waves waves published
   * @param finished whether nothing is left to do
   * @param producers what each producer did
   * @param files the data files that were published
   * @param rejections contents that turned out not to be decodable, if any: image_id, reason,
   *     detail
   */
  public record Result(
      long distinct,
      long decoded,
      long bytesRead,
      int waves,
      boolean finished,
      List<RunRecord.Produced> producers,
      List<RunRecord.DataFile> files,
      Optional<Dataset<Row>> rejections) {}

  /**
   * Computes what is missing.
   *
   * @param images rows of {@link Scan#SCHEMA}
   * @param verified contents that are known to decode, for a run without producers
   * @param timeIsUp asked before each wave
   */
  public static Result run(
      RunContext context,
      ImageCollection collection,
      Decoder decoder,
      Dataset<Row> images,
      Producers producers,
      Optional<Dataset<Row>> verified,
      BooleanSupplier timeIsUp) {
    Plan plan = Plan.of(context, images, producers, verified);
    Tally tally = new Tally(producers, plan);
    List<String> rejections = new ArrayList<>();
    int perWave = context.cores() * TASKS_PER_CORE;
    int waves = 0;
    int done = 0;
    context.progress().phase(producers.list().isEmpty() ? "decode" : "extract", plan.images());
    while (done < plan.slices().size() && !timeIsUp.getAsBoolean()) {
      int end = Math.min(done + perWave, plan.slices().size());
      List<TaskReport> reports =
          wave(context, collection, decoder, producers, plan.slices().subList(done, end), waves);
      context.lock().check();
      for (int i = 0; i < reports.size(); i++) {
        publish(context, producers, reports.get(i), done + i, tally);
        if (reports.get(i).rejected() > 0) {
          rejections.add(reports.get(i).folder() + "/" + FusedTask.REJECTIONS);
        }
      }
      done = end;
      waves++;
    }
    context.progress().done();
    return new Result(
        plan.distinct() - tally.rejected(),
        tally.decoded(),
        tally.bytesRead(),
        waves,
        done == plan.slices().size(),
        tally.producers(),
        tally.files(),
        rejections.isEmpty()
            ? Optional.empty()
            : Optional.of(context.spark().read().parquet(rejections.toArray(String[]::new))));
  }

  /** One Spark job: a task for each slice, a report from each task. */
  static List<TaskReport> wave(
      RunContext context,
      ImageCollection collection,
      Decoder decoder,
      Producers producers,
      List<String> slices,
      int number) {
    FusedTask task =
        new FusedTask(
            collection,
            context.store(),
            producers,
            context.working("wave-" + number).toString(),
            decoder,
            context.progress().counter());
    return JavaSparkContext.fromSparkContext(context.spark().sparkContext())
        .parallelize(slices, slices.size())
        .map(task::run)
        .collect()
        .stream()
        .map(json -> Json.read(json, TaskReport.class))
        .toList();
  }

  private static void publish(
      RunContext context, Producers producers, TaskReport report, int slice, Tally tally) {
    tally.add(report);
    for (TaskReport.Output output : report.files()) {
      Path from = new Path(report.folder(), FusedTask.fileName(output.producer()));
      String to =
          String.format(
              Locale.ROOT,
              "%s/run=%s/part-%06d.parquet",
              producers.list().get(output.producer()).folder(),
              context.run(),
              slice);
      context.store().publish(from, context.store().path(to));
      FileStatus file = context.store().status(to);
      tally.add(new RunRecord.DataFile(to, output.rows(), file.getLen()));
    }
  }
}
