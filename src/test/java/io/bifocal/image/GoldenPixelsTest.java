package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Decoded pixels equal, bit by bit, those that an independent decoder (Pillow) gave. */
class GoldenPixelsTest {
  static Stream<Arguments> images() {
    return ConfigFactory.parseResources("golden/manifest.json").getConfigList("images").stream()
        .flatMap(
            image ->
                image.getObject("variants").keySet().stream()
                    .map(name -> image.getConfig("variants").getConfig(name)))
        .map(GoldenPixelsTest::arguments);
  }

  private static Arguments arguments(Config variant) {
    return Arguments.of(variant.getString("file"), variant.getString("sha256_pixels"));
  }

  @ParameterizedTest
  @MethodSource("images")
  void pixelsAreExact(String file, String expected)
      throws IOException, NoSuchAlgorithmException, RejectedException {
    try (InputStream in = getClass().getResourceAsStream("/golden/images/" + file)) {
      byte[] bytes = in.readAllBytes();
      byte[] pixels = Pixels.rgb(Pixels.of(bytes));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(pixels);
      assertEquals(expected, HexFormat.of().formatHex(hash));
    }
  }
}
