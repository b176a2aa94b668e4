package io.bifocal.inference;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.opencv.global.opencv_imgcodecs;

/** The quickstart's networks and pictures, and what another runtime makes of them. */
public final class Quickstart {
  public static final Path MOBILENET = Path.of("src/quickstart/models/mobilenetv2-576");
  public static final Path EMOJI = Path.of("src/quickstart/models/emoji-cnn");

  private Quickstart() {}

  public static Picture picture(String name) {
    Natives.ensureLoaded();
    String file = Path.of("src/quickstart/emoji-small", name).toString();
    return Picture.of(opencv_imgcodecs.imread(file, opencv_imgcodecs.IMREAD_COLOR));
  }

  /** The output {@code key} of the reference for {@code model}, by picture. */
  public static Map<String, float[]> reference(String model, String key) {
    Map<String, float[]> result = new TreeMap<>();
    ConfigObject pictures = (ConfigObject) ((ConfigObject) root().get(model)).get("values");
    pictures.forEach((name, outputs) -> result.put(name, floats(output(outputs, key))));
    return result;
  }

  private static ConfigObject root() {
    try (Reader reader =
        new InputStreamReader(
            Quickstart.class.getResourceAsStream("/models/reference.json"),
            StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(reader).root();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static ConfigList output(ConfigValue outputs, String key) {
    return (ConfigList) (outputs instanceof ConfigObject object ? object.get(key) : outputs);
  }

  private static float[] floats(ConfigList values) {
    float[] result = new float[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = ((Number) values.get(i).unwrapped()).floatValue();
    }
    return result;
  }
}
