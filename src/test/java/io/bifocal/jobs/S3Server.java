package io.bifocal.jobs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * A real server of S3 in a process of its own, on loopback, over a folder: {@code mvn -Ps3} brings
 * it, and what Spark needs to talk to it.
 */
final class S3Server implements AutoCloseable {
  private static final Path HOME = Path.of("target/s3");
  private static final Path JAR = HOME.resolve("server/s3proxy.jar");
  private static final String KEY = "bifocal";
  private static final String SECRET = "loopback";

  /** What the server logs of a request for an object: its method and its address. */
  private static final Pattern REQUEST =
      Pattern.compile("request: .*?([A-Z]+)@[0-9a-f]+ http://[^/]+/bifocal/(\\S+) HTTP");

  private final Process process;
  private final int port;
  private final Path buckets;
  private final Path log;

  private S3Server(Process process, int port, Path buckets, Path log) {
    this.process = process;
    this.port = port;
    this.buckets = buckets;
    this.log = log;
  }

  /** Whether the profile s3 has been built. */
  static boolean isThere() {
    return Files.exists(JAR);
  }

  /** With the bucket {@code bifocal}, empty. */
  static S3Server start(Path folder) throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path buckets = folder.resolve("buckets");
    Files.createDirectories(buckets.resolve("bifocal"));
    Path properties =
        Files.writeString(
            folder.resolve("s3proxy.conf"),
            String.join(
                "\n",
                "s3proxy.endpoint=http://127.0.0.1:" + port,
                "s3proxy.authorization=aws-v2-or-v4",
                "s3proxy.identity=" + KEY,
                "s3proxy.credential=" + SECRET,
                "jclouds.provider=filesystem",
                "jclouds.identity=" + KEY,
                "jclouds.credential=" + SECRET,
                "jclouds.filesystem.basedir=" + buckets,
                ""));
    Path log = folder.resolve("s3proxy.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-DLOG_LEVEL=debug",
                "-jar",
                JAR.toString(),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    for (int i = 0; process.isAlive() && i < 300; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return new S3Server(process, port, buckets, log);
        }
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    process.destroyForcibly();
    throw new IOException("the server of S3 does not start:\n" + Files.readString(log));
  }

  /** Where the server keeps the objects of the bucket, each a file. */
  Path bucket() {
    return buckets.resolve("bifocal");
  }

  /** What Hadoop has to know to reach it. */
  Map<String, String> settings() {
    return Map.of(
        "fs.s3a.endpoint",
        "http://127.0.0.1:" + port,
        "fs.s3a.endpoint.region",
        "us-east-1",
        "fs.s3a.path.style.access",
        "true",
        "fs.s3a.access.key",
        KEY,
        "fs.s3a.secret.key",
        SECRET);
  }

  /** These settings, as options of spark-submit, with the jars: Spark takes the magic committer. */
  List<String> options() throws IOException {
    return options(jars());
  }

  /** Without the committers of S3A: Spark renames. */
  List<String> optionsWithoutCommitters() throws IOException {
    return options(
        jars().stream().filter(jar -> !jar.toString().contains("spark-hadoop-cloud")).toList());
  }

  private List<String> options(List<Path> jars) {
    List<String> options = new ArrayList<>();
    options.add("--jars");
    options.add(jars.stream().map(Path::toString).collect(Collectors.joining(",")));
    settings()
        .forEach(
            (key, value) -> {
              options.add("--conf");
              options.add("spark.hadoop." + key + "=" + value);
            });
    return options;
  }

  /** To reach it from this process, with S3A in a class loader of its own. */
  Configuration configuration() throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars()) {
      urls.add(jar.toUri().toURL());
    }
    Configuration hadoop = new Configuration();
    hadoop.setClassLoader(
        new URLClassLoader(urls.toArray(URL[]::new), S3Server.class.getClassLoader()));
    settings().forEach(hadoop::set);
    return hadoop;
  }

  private static List<Path> jars() throws IOException {
    try (Stream<Path> jars = Files.list(HOME.resolve("jars"))) {
      return jars.sorted().toList();
    }
  }

  /** The requests so far of that method for objects whose names begin so. */
  long requests(String method, String prefix) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .map(REQUEST::matcher)
          .filter(Matcher::find)
          .filter(request -> request.group(1).equals(method))
          .filter(request -> request.group(2).startsWith(prefix))
          .count();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
