package io.bifocal.feature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.bytedeco.opencv.global.opencv_imgcodecs;

/** Values that independent tools computed from real pictures; see golden/README.md. */
final class Golden {
  private final JsonNode root;
  private final JsonNode images;

  /** Reads one file of golden/golden. */
  Golden(String file) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/golden/" + file);
        InputStream text = file.endsWith(".gz") ? new GZIPInputStream(in) : in) {
      root = new ObjectMapper().readTree(text);
      images = root.path("images");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it says of all pictures, such as the order of values. */
  JsonNode header(String key) {
    return root.get(key);
  }

  /** The identifiers of its pictures. */
  Stream<String> ids() {
    return keys(images);
  }

  /** What it says of one picture. */
  JsonNode of(String id) {
    return images.get(id);
  }

  static Stream<String> keys(JsonNode node) {
    Iterable<String> names = node::fieldNames;
    return StreamSupport.stream(names.spliterator(), false);
  }

  /** The picture, such as {@code im_ascent_0} in the variant {@code g64}. */
  static Picture picture(String id, String variant) {
    Natives.ensureLoaded();
    String name = "/golden/images/" + id + "_" + variant + ".png";
    try {
      Path file = Path.of(Golden.class.getResource(name).toURI());
      return Picture.of(
          opencv_imgcodecs.imread(file.toString(), opencv_imgcodecs.IMREAD_UNCHANGED));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
