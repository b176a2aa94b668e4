package io.bifocal.jobs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a job that runs in this process prints, to both streams. */
final class Console implements BeforeEachCallback, AfterEachCallback {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Override
  public void beforeEach(ExtensionContext context) {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(System.out);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.setOut(out);
    System.setErr(err);
  }

  /** Everything so far. */
  String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
