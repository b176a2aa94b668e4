package io.bifocal.analysis.compare;

import io.bifocal.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Brings the vectors of several producers into the order of a sample, a task for each. */
final class BlockWriter {
  private static final int ROW_BITS = 32;

  private final Store store;
  private final String folder;

  /**
   * @param folder where the files go, in the working space
   */
  BlockWriter(Store store, String folder) {
    this.store = store;
    this.folder = folder;
  }

  /**
   * What is to become a block.
   *
   * @param vectors row (int), vector (array of float, null where there is none)
   * @param length values in a vector
   */
  record Source(String name, Lens lens, int length, Dataset<Row> vectors) {}

  /**
   * The blocks, and the rows that lack a vector in one of them at least.
   *
   * @param missing rows without a vector, for each block
   */
  record Written(List<Block> blocks, List<BitSet> missing) {}

  /**
   * Writes one file a source, in one Spark job.
   *
   * @param rows how many each has, with vectors or without
   */
  Written write(List<Source> sources, int rows) {
    int[] lengths = sources.stream().mapToInt(Source::length).toArray();
    JavaPairRDD<Long, float[]> all = null;
    for (int i = 0; i < sources.size(); i++) {
      long number = i;
      JavaPairRDD<Long, float[]> of =
          sources
              .get(i)
              .vectors()
              .where("vector is not null")
              .select("row", "vector")
              .toJavaRDD()
              .mapToPair(row -> new Tuple2<>(number << ROW_BITS | row.getInt(0), floats(row, 1)));
      all = all == null ? of : all.union(of);
    }
    String to = folder;
    Store files = store;
    List<Tuple2<Integer, byte[]>> missing =
        all.repartitionAndSortWithinPartitions(new BySource(sources.size()))
            .mapPartitions(
                vectors -> {
                  int number = TaskContext.getPartitionId();
                  BitSet lacking = file(files, file(to, number), lengths[number], rows, vectors);
                  return List.of(new Tuple2<>(number, lacking.toByteArray())).iterator();
                })
            .collect();
    List<Block> blocks = new ArrayList<>();
    List<BitSet> lacking = new ArrayList<>();
    for (int i = 0; i < sources.size(); i++) {
      Source source = sources.get(i);
      blocks.add(new Block(source.name(), source.lens(), source.length(), file(to, i).toString()));
      lacking.add(null);
    }
    missing.forEach(of -> lacking.set(of._1(), BitSet.valueOf(of._2())));
    return new Written(blocks, lacking);
  }

  private static Path file(String folder, int number) {
    return new Path(folder, "block-" + number + ".f32");
  }

  private static BitSet file(
      Store store, Path file, int length, int rows, Iterator<Tuple2<Long, float[]>> vectors)
      throws IOException {
    BitSet missing = new BitSet();
    float[] none = new float[length];
    Arrays.fill(none, Float.NaN);
    int row = 0;
    try (BlockFile.Writer out = new BlockFile.Writer(file, length, store.hadoop())) {
      while (vectors.hasNext()) {
        Tuple2<Long, float[]> vector = vectors.next();
        for (; row < vector._1().intValue(); row++) {
          missing.set(row);
          out.write(none);
        }
        out.write(vector._2());
        row++;
      }
      for (; row < rows; row++) {
        missing.set(row);
        out.write(none);
      }
    }
    return missing;
  }

  /** The number of a source is in the upper half of the key, that of a row in the lower one. */
  private static final class BySource extends Partitioner {
    private static final long serialVersionUID = 1;
    private final int sources;

    BySource(int sources) {
      this.sources = sources;
    }

    @Override
    public int numPartitions() {
      return sources;
    }

    @Override
    public int getPartition(Object key) {
      return (int) ((Long) key >> ROW_BITS);
    }
  }

  /** A column of float arrays. */
  static float[] floats(Row row, int column) {
    List<Float> list = row.getList(column);
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i);
    }
    return values;
  }
}
