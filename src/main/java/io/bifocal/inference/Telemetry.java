package io.bifocal.inference;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.bifocal.conf.UserError;

/**
 * Keeps ONNX Runtime from calling home. Since 1.29 it does so by default outside Windows: it sends
 * what it knows of process and model, keeps a database in the user's home, and reduces the command
 * line by a recursive regular expression, which ends the JVM without a word where that line is as
 * long as a class path.
 */
final class Telemetry {
  private static final String SWITCH = "ORT_DISABLE_TELEMETRY";

  private Telemetry() {}

  /**
   * Turns it off for this process, unless the environment says already how it is to be.
   *
   * @throws UserError if that is not possible
   */
  static void turnOff() {
    if (System.getenv(SWITCH) != null || Platform.isWindows()) {
      return;
    }
    try {
      setEnvironment(SWITCH, "1");
    } catch (LinkageError e) {
      throw new UserError(
          "the telemetry of ONNX Runtime cannot be turned off from here: "
              + Reasons.of(e)
              + "; set "
              + SWITCH
              + "=1 in the environment",
          e);
    }
  }

  /** As the C library has it; Java knows no way to change what native code sees. */
  private static void setEnvironment(String name, String value) {
    int overwrite = 1;
    NativeLibrary.getProcess()
        .getFunction("setenv")
        .invokeInt(new Object[] {name, value, overwrite});
  }
}
