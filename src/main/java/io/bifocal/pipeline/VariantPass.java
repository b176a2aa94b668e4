package io.bifocal.pipeline;

import io.bifocal.collection.ImageCollection;
import io.bifocal.image.Decoder;
import io.bifocal.preprocess.FoolingInput;
import io.bifocal.store.Json;
import io.bifocal.store.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes the vectors of changed pictures: one Spark job that decodes each image once, makes each
 * variant once, and hands it to every producer that makes vectors. Its tables lie in the working
 * space of the run; nothing of them is published, and nothing of the store is changed.
 *
 * <p>What the tables hold depends on nothing but images, variants and producers. Rows of {@link
 * Variant#CLEAN} are equal to those of the store to the bit, where the store's are of the same
 * versions and of the same kind of processor.
 */
public final class VariantPass {
  private final RunContext context;
  private final ImageCollection collection;
  private final Decoder decoder;
  private final List<VectorProducer> producers;
  private final Costs costs;

  /**
   * Prepares the pass.
   *
   * @param producers of which those take part that make vectors: extractors, and models with an
   *     embedding
   * @param last where the costs of producers were measured
   */
  public VariantPass(
      RunContext context,
      ImageCollection collection,
      Decoder decoder,
      Producers producers,
      Optional<RunRecord> last) {
    this.context = context;
    this.collection = collection;
    this.decoder = decoder;
    this.producers =
        producers.list().stream()
            .filter(VectorProducer.class::isInstance)
            .map(VectorProducer.class::cast)
            .filter(producer -> producer.length() > 0)
            .toList();
    this.costs = Costs.of(new Producers(List.copyOf(this.producers)), last);
  }

  /**
   * Runs it.
   *
   * @param name of its folder in the working space, in the progress, and unlike that of any other
   *     pass of the run
   * @param images rows of {@link Scan#SCHEMA}; of several files of one content the first by path is
   *     read, what is not accepted is left out
   * @param variants no two of one name
   * @param fooling pictures besides those of the collection, no two of one name; the image_id of
   *     their rows is the SHA-256 of their name, their variant is their name
   * @return for each producer its table
   */
  public List<VectorTable> run(
      String name, Dataset<Row> images, List<Variant> variants, List<FoolingInput> fooling) {
    List<Unit> units = Plan.whole(context, name + "/plan", images, costs.seconds(variants.size()));
    context.progress().phase(name, units.stream().mapToLong(Unit::rows).sum());
    VariantTask task =
        new VariantTask(
            collection,
            decoder,
            context.store(),
            producers,
            List.copyOf(variants),
            List.copyOf(fooling),
            context.working(name + "/vectors").toString(),
            context.progress().counter());
    List<TaskReport> reports =
        tasks(task, units).collect().stream()
            .map(report -> Json.read(report, TaskReport.class))
            .toList();
    context.progress().done();
    List<VectorTable> tables = new ArrayList<>();
    for (int i = 0; i < producers.size(); i++) {
      tables.add(table(i, reports));
    }
    return tables;
  }

  private JavaRDD<String> tasks(VariantTask task, List<Unit> units) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(context.spark().sparkContext());
    JavaRDD<String> all =
        spark
            .parallelize(units.stream().map(Unit::json).toList(), Math.max(1, units.size()))
            .map(task::images);
    if (task.fooling().isEmpty()) {
      return all;
    }
    List<Integer> places = IntStream.range(0, task.fooling().size()).boxed().toList();
    return all.union(
        spark
            .parallelize(places, Math.min(places.size(), context.cores()))
            .mapPartitions(task::fooling));
  }

  private VectorTable table(int number, List<TaskReport> reports) {
    VectorProducer producer = producers.get(number);
    long rows = 0;
    long errors = 0;
    List<String> files = new ArrayList<>();
    for (TaskReport report : reports) {
      TaskReport.Output output = report.files().get(number);
      rows += output.file().rows();
      errors += output.errors();
      files.add(report.folder() + "/" + output.file().path());
    }
    return new VectorTable(
        producer.table(),
        producer.name(),
        producer.version(),
        producer.length(),
        rows,
        errors,
        files);
  }
}
