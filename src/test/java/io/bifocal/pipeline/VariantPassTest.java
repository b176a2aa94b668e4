package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.ConfigFactory;
import io.bifocal.LocalSpark;
import io.bifocal.collection.ImageCollection;
import io.bifocal.conf.Block;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UserError;
import io.bifocal.feature.Extraction;
import io.bifocal.image.Decoder;
import io.bifocal.image.Limits;
import io.bifocal.image.Probe;
import io.bifocal.inference.Quickstart;
import io.bifocal.preprocess.CorruptionKind;
import io.bifocal.preprocess.FoolingInput;
import io.bifocal.preprocess.FoolingKind;
import io.bifocal.store.Lock;
import io.bifocal.store.RunRecord;
import io.bifocal.store.Sha256;
import io.bifocal.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors of changed pictures, against those of the store and of preprocessing. */
class VariantPassTest {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final Path PICTURES = Path.of("src/quickstart/emoji-small");
  private static final Variant FOG = Variant.corruption(CorruptionKind.FOG, 2);
  private static final FoolingInput STRIPES = new FoolingInput(FoolingKind.STRIPES, 1, 64, 64);
  private static final FoolingInput NOISE = new FoolingInput(FoolingKind.UNIFORM_NOISE, 0, 64, 64);

  @TempDir private static Path folder;

  private static Lock lock;
  private static Progress progress;
  private static RunContext context;
  private static ImageCollection collection;
  private static Decoder decoder;
  private static Producers producers;
  private static Dataset<Row> images;

  /** So many variants of each image that each is a task of its own. */
  private static List<VectorTable> all;

  @BeforeAll
  static void run() throws IOException {
    copy("hand/google_1f446.png", "a.png");
    copy("hand/google_1f446.png", "again.png");
    copy("flag/google_1f1e7-1f1e9.png", "b.png");
    copy("hand/google_1f447.png", "c.png");
    copy("hand/google_1f448.png", "gone.png");
    Files.writeString(folder.resolve("pictures/none.png"), "no picture");
    Path conf = folder.resolve("test.conf");
    Files.writeString(
        conf,
        "collection { root = \""
            + folder.resolve("pictures")
            + "\" }\nstore = \""
            + folder.resolve("store")
            + "\"\nextractors = [{ name = hog, input { size = 64 } }, { name = color-histogram },"
            + " { name = local-binary-pattern, preprocess = [{ name = pad, pixels = [10000] }] }]\n"
            + "models = [{ name = emoji-cnn, path = \""
            + Quickstart.EMOJI
            + "\", batch-size = 4 }]\n");
    Settings settings = Settings.load(conf, Map.of());
    Store store = Store.at(settings.store(), SPARK.sparkContext().hadoopConfiguration());
    lock = Lock.acquire(store, "test");
    progress = Progress.on(SPARK.sparkContext());
    context = new RunContext(SPARK, store, lock, "20261122T020000Z", Instant.now(), progress);
    collection = ImageCollection.of(settings.collection(), SPARK, store.path("_index").toString());
    decoder = Decoder.of(settings);
    producers = Producers.of(settings, SPARK);
    images = Scan.run(context, collection, decoder, Optional.empty()).images();
    Files.delete(folder.resolve("pictures/gone.png"));
    List<Variant> variants = new ArrayList<>(List.of(Variant.CLEAN));
    for (CorruptionKind kind : CorruptionKind.values()) {
      variants.add(Variant.corruption(kind, 2));
    }
    variants.addAll(Variant.perturbations());
    all = pass().run("all", images, variants, List.of(STRIPES, NOISE));
  }

  @AfterAll
  static void close() {
    progress.close();
    lock.close();
  }

  @Test
  void cleanRowsAreThoseOfTheStoreToTheBit() {
    Extract.run(
        context,
        collection,
        decoder,
        images,
        producers,
        Costs.of(producers, Optional.empty()),
        Optional.empty(),
        new Extract.Window(() -> Duration.ofDays(1), Duration.ZERO));
    assertEquals(4, all.size());
    for (VectorTable table : all) {
      String vector = table.table().equals("features") ? "vector" : "embedding";
      Producer producer = producers.list().get(all.indexOf(table));
      assertEquals(
          producer.folder(),
          RunRecord.Produced.folder(table.table(), table.name(), table.version()));
      Dataset<Row> stored =
          SPARK
              .read()
              .option("recursiveFileLookup", "true")
              .parquet(context.store().path(producer.folder()).toString());
      Map<String, Row> clean = rows(table.read(SPARK).where("variant = 'clean'"));
      assertEquals(4, clean.size());
      assertEquals(3, stored.count());
      for (Row row : stored.select("image_id", vector, "error").collectAsList()) {
        Row same = clean.get(row.getString(0) + " clean");
        assertEquals(row.get(2), same.getAs("error"));
        if (row.isNullAt(2)) {
          assertEquals(table.length(), row.getList(1).size());
          assertArrayEquals(floats(row, vector), floats(same, "vector"));
        }
      }
    }
  }

  @Test
  void aCorruptionIsWhatPreprocessingMakesOfThePicture() {
    String preprocess =
        "preprocess = [{ name = corrupt, kind = fog, severity = 2, set = tiny-imagenet }]";
    Map<String, Row> expected =
        rows(
            pass(Producers.of(
                    List.of(extraction("name = hog, input.size = 64, " + preprocess)), decoder))
                .run("preprocess", images, List.of(Variant.CLEAN), List.of())
                .get(0)
                .read(SPARK));
    Map<String, Row> fog =
        rows(all.get(0).read(SPARK).where("variant = '" + FOG.name() + "' and error is null"));
    assertEquals(3, fog.size());
    fog.forEach(
        (key, row) -> {
          Row same = expected.get(key.replace(FOG.name(), "clean"));
          assertArrayEquals(floats(same, "vector"), floats(row, "vector"));
        });
  }

  @Test
  void neitherTasksNorOtherVariantsMakeADifference() {
    List<Variant> variants = List.of(FOG, Variant.CLEAN, Variant.perturbations().get(3));
    List<VectorTable> few = pass().run("few", images, variants, List.of(NOISE));
    // All images in one task, and one for the other picture.
    assertEquals(2, few.get(0).files().size());
    assertEquals(4 + 2, all.get(0).files().size());
    for (int i = 0; i < few.size(); i++) {
      Map<String, Row> expected = rows(all.get(i).read(SPARK));
      Map<String, Row> actual = rows(few.get(i).read(SPARK));
      assertEquals(4 * 3 + 1, actual.size());
      actual.forEach((key, row) -> assertEquals(expected.get(key), row, key));
    }
  }

  @Test
  void whatFailsHasItsError() {
    for (VectorTable table : all) {
      assertEquals(4 * 28 + 2, table.rows());
      assertEquals(table.rows(), table.read(SPARK).count());
      boolean padded = table.name().equals("local-binary-pattern");
      // Of the file that has gone since, no producer has a vector.
      assertEquals(padded ? table.rows() : 28, table.errors());
      List<Row> errors =
          table.read(SPARK).where("error is not null").select("vector", "error").collectAsList();
      assertEquals(table.errors(), errors.size());
      long unreadable = 0;
      for (Row row : errors) {
        assertNull(row.get(0));
        unreadable += row.getString(1).startsWith("unreadable: vanished") ? 1 : 0;
      }
      assertEquals(28, unreadable);
    }
  }

  @Test
  void foolingInputsAreRowsOfTheirOwn() {
    String imageId = new Sha256().of(STRIPES.name().getBytes(StandardCharsets.UTF_8));
    Map<String, Row> rows = rows(all.get(1).read(SPARK).where("variant like 'fooling/%'"));
    assertEquals(2, rows.size());
    float[] actual = floats(rows.get(imageId + " fooling/stripes/1"), "vector");
    float[] expected = new float[actual.length];
    try (Extraction.Worker worker = extraction("name = color-histogram").open();
        var picture = STRIPES.picture()) {
      worker.extract(picture, 0, expected);
    }
    assertArrayEquals(expected, actual);
  }

  @Test
  void withoutImagesThereAreNoRows() {
    List<VectorTable> none =
        pass().run("none", images.where("false"), List.of(Variant.CLEAN), List.of());
    assertEquals(4, none.size());
    assertEquals(0, none.get(0).read(SPARK).count());
  }

  @Test
  void anExtractorThatNeedsAVocabularyIsNoneByItself() {
    UserError error =
        assertThrows(
            UserError.class, () -> Producers.of(List.of(extraction("name = sift-words")), decoder));
    assertEquals(
        "sift-words needs a vocabulary; name it in extractors, and run fit", error.getMessage());
  }

  @Test
  void thumbnailsAreOfTheImagesAskedFor() throws Exception {
    Map<String, String> ids = new TreeMap<>();
    images
        .select("path", "image_id")
        .collectAsList()
        .forEach(row -> ids.put(row.getString(0), row.getString(1)));
    Map<String, String> thumbnails =
        ImageThumbnails.of(
            context,
            "thumbnails",
            collection,
            decoder,
            images,
            List.of(ids.get("a.png"), ids.get("c.png"), ids.get("gone.png")));
    assertEquals(2, thumbnails.size());
    byte[] jpeg = Base64.getDecoder().decode(thumbnails.get(ids.get("c.png")));
    assertEquals(64, Probe.probe(jpeg, Limits.DEFAULT).width());
    assertNotEquals(thumbnails.get(ids.get("a.png")), thumbnails.get(ids.get("c.png")));
  }

  private static VariantPass pass() {
    return pass(producers);
  }

  private static VariantPass pass(Producers wanted) {
    return new VariantPass(context, collection, decoder, wanted, Optional.empty());
  }

  private static Extraction extraction(String hocon) {
    return Extraction.of(new Block(ConfigFactory.parseString(hocon).root(), ""));
  }

  private static Map<String, Row> rows(Dataset<Row> table) {
    Map<String, Row> rows = new HashMap<>();
    for (Row row : table.collectAsList()) {
      Row former = rows.put(row.getAs("image_id") + " " + row.getAs("variant"), row);
      assertNull(former);
    }
    return rows;
  }

  private static float[] floats(Row row, String column) {
    List<Float> values = row.getList(row.fieldIndex(column));
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }

  private static void copy(String from, String to) throws IOException {
    Path target = folder.resolve("pictures").resolve(to);
    Files.createDirectories(target.getParent());
    Files.copy(PICTURES.resolve(from), target);
  }
}
