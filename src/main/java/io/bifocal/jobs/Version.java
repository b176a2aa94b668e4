package io.bifocal.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
final class Version implements IVersionProvider {
  static String bifocal() {
    return property("version");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"bifocal " + bifocal() + ", built for Spark " + property("spark")};
  }

  private static String property(String key) {
    try (InputStream in = Version.class.getResourceAsStream("/io/bifocal/build.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
