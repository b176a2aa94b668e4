package io.bifocal.analysis.compare;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.bifocal.pipeline.Producers;
import io.bifocal.pipeline.Variant;
import io.bifocal.pipeline.VariantPass;
import io.bifocal.pipeline.VectorTable;
import io.bifocal.preprocess.FoolingInput;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Computes the vectors of changed images, and brings them into the order of blocks. */
final class SpoiledBlocks {
  private final Inputs inputs;
  private final Design design;
  private final Dataset<Row> images;

  /**
   * @param images of the sample, with their places
   */
  SpoiledBlocks(Inputs inputs, Design design, Dataset<Row> images) {
    this.inputs = inputs;
    this.design = design;
    this.images = images;
  }

  /**
   * Changes images.
   *
   * @param name of the pass, unlike that of any other
   * @param rows of the sample
   */
  SpoiledImages write(
      String name, List<Integer> rows, List<Variant> variants, List<FoolingInput> fooling) {
    List<RunRecord.Produced> producers =
        ComparedProducers.of(
            inputs.store(), inputs.producers().described(), inputs.settings().compare().leaveOut());
    Set<String> folders =
        producers.stream().map(RunRecord.Produced::folder).collect(Collectors.toSet());
    Producers all = inputs.producers().in(folders).and(Looks.thumbnail(inputs));
    SparkSession spark = inputs.context().spark();
    Dataset<Row> ids = spark.createDataFrame(ids(rows), ID);
    List<VectorTable> tables =
        new VariantPass(
                inputs.context(),
                inputs.collection(),
                inputs.decoder(),
                all,
                Optional.of(inputs.last()))
            .run(
                name,
                images.join(broadcast(ids), new String[] {"image_id"}, "left_semi"),
                variants,
                fooling);
    SpoiledImages empty =
        new SpoiledImages(
            rows,
            variants.stream().map(Variant::name).toList(),
            fooling.stream().map(FoolingInput::name).toList(),
            List.of());
    Dataset<Row> places = broadcast(spark.createDataFrame(places(empty), PLACE));
    List<BlockWriter.Source> sources = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      Block block = design.blocks().get(i);
      sources.add(
          new BlockWriter.Source(
              block.name(),
              block.lens(),
              block.length(),
              tables
                  .get(i)
                  .read(spark)
                  .join(places, new String[] {"image_id", "variant"})
                  .select(col("row"), col("vector"))));
    }
    String folder =
        new Path(inputs.context().store().working(inputs.context().run()), name + "/blocks")
            .toString();
    List<Block> blocks =
        new BlockWriter(inputs.context().store(), folder).write(sources, empty.size()).blocks();
    return new SpoiledImages(empty.rows(), empty.variants(), empty.fooling(), blocks);
  }

  private static final StructType ID =
      new StructType().add("image_id", DataTypes.StringType, false);

  private static final StructType PLACE =
      ID.add("variant", DataTypes.StringType, false).add("row", DataTypes.IntegerType, false);

  private List<Row> ids(List<Integer> rows) {
    return rows.stream()
        .map(row -> RowFactory.create(design.sample().rows().get(row).imageId()))
        .toList();
  }

  /** Where the vector of an image and a variant belongs. */
  private List<Row> places(SpoiledImages spoiled) {
    List<Row> places = new ArrayList<>();
    for (int variant = 0; variant < spoiled.variants().size(); variant++) {
      for (int i = 0; i < spoiled.rows().size(); i++) {
        places.add(
            RowFactory.create(
                design.sample().rows().get(spoiled.rows().get(i)).imageId(),
                spoiled.variants().get(variant),
                spoiled.start(variant) + i));
      }
    }
    for (int i = 0; i < spoiled.fooling().size(); i++) {
      String name = spoiled.fooling().get(i);
      places.add(
          RowFactory.create(
              new Sha256().of(name.getBytes(StandardCharsets.UTF_8)),
              name,
              spoiled.foolingStart() + i));
    }
    return places;
  }
}
