package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model zoo in a local folder, laid out as DJL's is, and read by DJL itself. */
class ModelZooFolderTest {
  private static final String URL = "djl://org.example/mini";

  private static final String CACHE = "DJL_CACHE_DIR";

  @TempDir private Path zoo;
  @TempDir private Path cache;

  private String cacheBefore;

  @BeforeEach
  void cacheOfOurOwn() {
    cacheBefore = System.setProperty(CACHE, cache.toString());
  }

  @AfterEach
  void cacheAsItWas() {
    if (cacheBefore == null) {
      System.clearProperty(CACHE);
    } else {
      System.setProperty(CACHE, cacheBefore);
    }
  }

  /** What the zoo says of a model, numbers among it, stands for its serving.properties. */
  @Test
  void theZoosArgumentsStandForProperties() throws Exception {
    Path artifact =
        Files.createDirectories(zoo.resolve("model/cv/image_classification/org/example/mini"));
    Path version = Files.createDirectory(artifact.resolve("1.0"));
    Path archive = version.resolve("mini.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
      out.putNextEntry(new ZipEntry("mini.onnx"));
      out.write(Models.flatten(3, 2, 2));
    }
    byte[] hash = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(archive));
    Files.writeString(
        artifact.resolve("metadata.json"),
        """
        {
          "metadataVersion": "0.2",
          "resourceType": "model",
          "application": "cv/image_classification",
          "groupId": "org.example",
          "artifactId": "mini",
          "name": "Mini",
          "artifacts": [{
            "version": "1.0",
            "name": "mini",
            "properties": {},
            "arguments": {
              "width": 2,
              "height": 2,
              "resize": true,
              "topK": 3,
              "synset": "a,b,c",
              "translatorFactory":
                "ai.djl.modality.cv.translator.ImageClassificationTranslatorFactory"
            },
            "options": {},
            "files": {"model": {"uri": "1.0/mini.zip", "name": "", "size": %d, "sha1Hash": "%s"}}
          }]
        }
        """
            .formatted(Files.size(archive), HexFormat.of().formatHex(hash)));
    ModelFiles files = ModelFiles.of(URL, open());
    assertEquals(Task.CLASSIFICATION, files.card().task());
    assertEquals(List.of(2, 2), files.card().input().size());
    assertEquals(3, files.card().top());
    assertEquals(List.of("a", "b", "c"), files.labels());
    try (Stream<Path> fetched = Files.walk(cache)) {
      assertTrue(fetched.anyMatch(file -> file.endsWith("mini.onnx")), "not in the cache");
    }
  }

  private ModelFiles.Source open() throws IOException {
    Djl.prepare();
    return ModelZooFolder.open(URL, Repository.newInstance("test", zoo));
  }
}
