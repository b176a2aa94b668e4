package io.bifocal.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.typesafe.config.ConfigFactory;
import io.bifocal.conf.Block;
import io.bifocal.conf.UserError;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Operators from the text of a configuration, and what they refuse. */
final class OperatorErrors {
  private OperatorErrors() {}

  static void assertRefused(String message, Executable making) {
    assertEquals(message, assertThrows(UserError.class, making).getMessage());
  }

  static Operator bound(String hocon) {
    return preprocessing(hocon).operators().get(0);
  }

  /** Of several objects, one each. */
  static Preprocessing preprocessing(String... hocon) {
    return Preprocessing.of(
        List.of(hocon).stream()
            .map(text -> new Block(ConfigFactory.parseString(text).root(), "preprocess"))
            .toList());
  }
}
