package io.bifocal.bench;

import com.typesafe.config.ConfigFactory;
import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Binder;
import io.bifocal.conf.Block;
import io.bifocal.conf.CollectionSettings;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Lists a million empty files in a thousand folders, each with size and modification time, in a JVM
 * of 1 GB that is driver and executor at once; beside it the JDK's own walk of the same tree, on
 * one thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ListingBenchmark {
  private static final int FOLDERS = 1_000;

  @Param("1000000")
  private int files;

  private Path root;
  private SparkSession spark;
  private ImageCollection collection;

  /** Writes the files, which takes longer than to list them. */
  @Setup(Level.Trial)
  public void write() throws IOException {
    root = Files.createTempDirectory("listing");
    for (int i = 0; i < FOLDERS; i++) {
      Path folder = Files.createDirectory(root.resolve("class-" + i));
      for (int j = 0; j < files / FOLDERS; j++) {
        Files.createFile(folder.resolve("image-" + j + ".jpg"));
      }
    }
    spark =
        SparkSession.builder()
            .master("local[*]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    Block block =
        new Block(ConfigFactory.parseMap(Map.of("root", root.toString())).root(), "collection");
    collection =
        ImageCollection.of(Binder.bind(CollectionSettings.class, block), spark, root.toString());
  }

  /** Removes the files. */
  @TearDown(Level.Trial)
  public void remove() throws IOException {
    spark.stop();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The listing that scan begins with: rows with path, label, size and time. */
  @Benchmark
  public long bifocal() {
    return collection
        .list(spark)
        .selectExpr("sum(bytes + length(path) + length(label)) + count(modified)")
        .head()
        .getLong(0);
  }

  /** The same sum by the JDK. */
  @Benchmark
  public long walkFileTree() throws IOException {
    long[] sum = new long[1];
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sum[0] +=
                attributes.size()
                    + root.relativize(file).toString().length()
                    + file.getParent().getFileName().toString().length()
                    + Long.signum(attributes.lastModifiedTime().toMillis());
            return FileVisitResult.CONTINUE;
          }
        });
    return sum[0];
  }
}
