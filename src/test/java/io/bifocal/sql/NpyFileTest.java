package io.bifocal.sql;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.inference.TensorInput;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {

  /**
   * What NumPy writes of {@code x = numpy.array([[1, 2, 4]], '<f4')}: by {@code numpy.save(file,
   * x)}, and by {@code numpy.lib.format.write_array(file, x, version=(3, 0))}.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEs"
            + "IDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
            + "IAoAAIA/AAAAQAAAgEA=",
        "k05VTVBZAwB0AAAAeydkZXNjcic6ICc8ZjQnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAo"
            + "MSwgMyksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg"
            + "IAoAAIA/AAAAQAAAgEA="
      })
  void filesOfNumpyAreRead(String base64) {
    byte[] file = Base64.getDecoder().decode(base64);
    assertTrue(NpyFile.is(file));
    TensorInput input = NpyFile.read(file);
    assertEquals(List.of(1, 3), input.shape().orElseThrow());
    assertArrayEquals(new float[] {1, 2, 4}, input.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k05VTVA=", "AACAPwAAAEA="})
  void otherBytesAreNone(String base64) {
    assertFalse(NpyFile.is(Base64.getDecoder().decode(base64)));
  }
}
