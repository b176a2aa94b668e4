package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same pictures as loose files and in shards that the system's tar wrote, one of them cut. */
@Tag("core")
@Tag("thorough")
class WebDatasetIT {
  @TempDir private Path folder;

  @Test
  void featuresOfShardsAreThoseOfTheirFiles() throws Exception {
    for (String label : List.of("food", "face", "animal")) {
      TestCollections.copy(TestCollections.EMOJI.resolve(label), folder.resolve("loose/" + label));
    }
    makeShards();
    nightly("loose", "directory").expect(0);
    CommandLine.Result first = nightly("shards", "webdataset").expect(0);

    int files = TestCollections.files(folder.resolve("loose")).size();
    try (Duck loose = new Duck(folder.resolve("store-loose"));
        Duck shards = new Duck(folder.resolve("store-shards"))) {
      // The last member of the cut shard has no row; the shard has one in its stead.
      assertEquals(files, shards.number("SELECT count(*) FROM " + shards.images()), first.out());
      assertEquals(
          List.of("animal.tar truncated"),
          shards.texts(
              "SELECT path || ' ' || reason FROM " + shards.images() + " WHERE status <> 'ok'"));
      String columns = "SELECT image_id, regexp_replace(path, '^.*!', '') AS path, label FROM ";
      assertEquals(
          0,
          shards.number(
              "SELECT count(*) FROM ("
                  + columns
                  + shards.images()
                  + " WHERE status = 'ok' EXCEPT ALL "
                  + columns
                  + loose.images()
                  + ")"));
      String features = "features/extractor=hog";
      String vectors = "SELECT image_id, vector FROM ";
      assertEquals(
          0,
          shards.number(
              "SELECT count(*) FROM ("
                  + vectors
                  + shards.table(features)
                  + " EXCEPT ALL "
                  + vectors
                  + loose.table(features)
                  + ")"));
      assertEquals(
          loose.number("SELECT count(*) FROM " + loose.table(features)) - 1,
          shards.number("SELECT count(*) FROM " + shards.table(features)));
    }

    CommandLine.Result second = nightly("shards", "webdataset").expect(0);
    assertTrue(second.out().contains("none was read, nothing was computed"), second.out());
  }

  private CommandLine.Result nightly(String root, String kind) throws IOException {
    Path conf = folder.resolve(root + ".conf");
    Files.writeString(
        conf,
        """
        collection { root = "%1$s/%2$s", kind = %3$s, label = parent-folder }
        store = "%1$s/store-%2$s"
        extractors = [ { name = hog, input { size = 64 } } ]
        """
            .formatted(folder, root, kind));
    return new CommandLine().run("nightly", "--conf", conf.toString());
  }

  private void makeShards() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("shards"));
    tar("-cf", "shards/animal.tar", "-C", "loose", "animal");
    tar("-czf", "shards/food.tar.gz", "-C", "loose", "food");
    tar("--format=pax", "-cf", "shards/face.tar", "-C", "loose", "face");
    Path cut = folder.resolve("shards/animal.tar");
    byte[] bytes = Files.readAllBytes(cut);
    int end = bytes.length;
    while (bytes[end - 1] == 0) {
      end--;
    }
    Files.write(cut, Arrays.copyOf(bytes, end - 1));
  }

  private void tar(String... arguments) throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder(Stream.concat(Stream.of("tar"), Stream.of(arguments)).toList())
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertEquals(0, tar.waitFor());
  }
}
