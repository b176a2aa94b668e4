package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bench through its command line: what it prints and writes, not how fast anything was. */
class BenchIT {
  @TempDir private Path folder;

  @Test
  void itMeasuresPicturesOfItsOwnInAnArchive() throws IOException {
    Path work = folder.resolve("work");
    Path json = folder.resolve("bench.json");
    CommandLine.Result result =
        new CommandLine()
            .run(
                "bench",
                "--images",
                "40",
                "--rounds",
                "1",
                "--kind",
                "webdataset",
                "--producers",
                "hog,sharpness,src/quickstart/models/emoji-cnn",
                "--work",
                work.toString(),
                "--json",
                json.toString())
            .expect(0);
    assertTrue(result.out().contains("| CPU ms an image: emoji-cnn |"), result.out());
    JsonNode record = new ObjectMapper().readTree(json.toFile());
    assertEquals(40, record.get("images").asLong());
    assertEquals(1, record.get("rounds").size());
    JsonNode round = record.get("rounds").get(0);
    JsonNode pass = round.get("pass");
    assertTrue(pass.get("all_seconds").asDouble() >= pass.get("seconds").asDouble());
    assertEquals(
        List.of("read", "decode", "hog", "sharpness", "emoji-cnn"),
        names(round.get("loop").get("cpu_milliseconds")));
    assertEquals(
        List.of("read", "hash", "decode", "hog", "sharpness", "emoji-cnn", "encode", "write"),
        names(pass.get("cpu_milliseconds")));
    for (JsonNode spent : pass.get("cpu_milliseconds")) {
      assertTrue(spent.asDouble() > 0, pass.toString());
    }
    assertTrue(Files.exists(work.resolve("webdataset.conf")));
    assertFalse(Files.exists(work.resolve("store-webdataset-40/_verify")), "the scratch is gone");
  }

  @Test
  void itMeasuresProducersOfAConfiguration() throws IOException {
    Path conf = folder.resolve("b.conf");
    Files.writeString(
        conf,
        """
        collection { root = "%s" }
        store = "%s"
        extractors = [ { name = hog }, { name = entropy } ]
        """
            .formatted(TestCollections.EMOJI.resolve("flag"), folder.resolve("store")));
    CommandLine.Result empty = new CommandLine().run("bench", "--conf", conf.toString()).expect(2);
    assertTrue(empty.err().contains("is empty; run nightly first"), empty.err());
    new CommandLine().run("scan", "--conf", conf.toString()).expect(0);
    CommandLine.Result result =
        new CommandLine()
            .run("bench", "--conf", conf.toString(), "--producers", "entropy", "--rounds", "1")
            .expect(0);
    assertTrue(result.out().contains("| CPU ms an image: entropy |"), result.out());
    assertFalse(result.out().contains("hog"), result.out());
    assertFalse(Files.exists(folder.resolve("store/features")), "the store is as it was");
    CommandLine.Result unknown =
        new CommandLine()
            .run("bench", "--conf", conf.toString(), "--producers", "entropie")
            .expect(2);
    assertTrue(unknown.err().contains("did you mean 'entropy'?"), unknown.err());
  }

  private static List<String> names(JsonNode object) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(object.fieldNames(), 0), false)
        .toList();
  }
}
