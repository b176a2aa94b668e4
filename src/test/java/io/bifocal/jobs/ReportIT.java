package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.store.Json;
import io.bifocal.store.RunRecord;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What a run tells: its page, its metrics while it runs, its line of JSON, its notification. */
class ReportIT {
  private static final String HOSTILE = "<script>alert('1')</script>\n\"&.png";

  @TempDir private Path folder;

  @Test
  void aRunTellsWhatItDid() throws Exception {
    Path collection = folder.resolve("collection");
    int pictures = write(collection);
    int port = freePort();
    CommandLine.Running running =
        new CommandLine()
            .with("BIFOCAL_LOGS", folder.resolve("logs").toString())
            .submitting("--master", "local[2]")
            .submitting("--conf", "spark.ui.enabled=true")
            .submitting("--conf", "spark.ui.port=" + port)
            .submitting("--conf", "spark.metrics.namespace=bifocal")
            .submitting(
                "--conf",
                "spark.metrics.conf.*.sink.prometheusServlet.class="
                    + "org.apache.spark.metrics.sink.PrometheusServlet")
            .submitting(
                "--conf", "spark.metrics.conf.*.sink.prometheusServlet.path=/metrics/prometheus")
            .start("nightly", "--conf", configuration(collection, "1").toString());
    Map<String, Double> metrics = metrics(running.process(), port);
    running.await().expect(3);

    RunRecord record = Json.read(read("runs", ".json"), RunRecord.class);
    assertEquals(pictures, record.images().ok());
    assertEquals(6, record.images().rejected());
    double producers =
        record.producers().stream().mapToDouble(RunRecord.Produced::cpuSeconds).sum();
    assertTrue(
        record.work().executorCpuSeconds() > producers
            && record.work().executorCpuSeconds() < 4 * record.seconds(),
        record.work() + " in " + record.seconds());
    assertPage(record);
    assertMetrics(metrics, record);

    String told = Files.readString(folder.resolve("told"));
    assertTrue(
        told.startsWith(
            "{\"job\":\"nightly\",\"outcome\":\"complete\",\"level\":\"failure\",\"exit_code\":3,"),
        told);
    assertTrue(told.contains("\"listed\":" + record.images().listed() + ","), told);
    assertTrue(told.contains("\"name\":\"hog\""), told);
    assertTrue(logs().contains(told.strip()), "the line is in the log");
  }

  @Test
  void aJobThatCannotBeginTellsWhy() throws Exception {
    new CommandLine()
        .run("nightly", "--conf", configuration(folder.resolve("not-there"), "100%").toString())
        .expect(2);
    String told = Files.readString(folder.resolve("told"));
    assertTrue(told.contains("\"outcome\":\"failed\",\"level\":\"failure\",\"exit_code\":2"), told);
    assertTrue(told.contains("not-there"), told);
  }

  private void assertPage(RunRecord record) throws Exception {
    String text = read("runs", ".html");
    Document page =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(text)));
    assertEquals(0, page.getElementsByTagName("script").getLength());
    String shown = page.getDocumentElement().getTextContent();
    for (String expected :
        new String[] {
          "<script>alert('1')</script>␊\"&.png",
          "6 files of " + record.images().listed() + " rejected, more than limits.max-rejected = 1",
          "truncated 2 files",
          "not_an_image 2 files",
          "empty 1 file",
          "unreadable 1 file",
          "%PDF-1.7",
          "not opened"
        }) {
      assertTrue(shown.contains(expected), expected + " is not in " + shown);
    }
    // Half of a picture is there to be seen, of either kind.
    NodeList images = page.getElementsByTagName("img");
    assertEquals(2, images.getLength());
    for (int i = 0; i < images.getLength(); i++) {
      String source = ((Element) images.item(i)).getAttribute("src");
      assertTrue(source.startsWith("data:image/jpeg;base64,"), source);
      byte[] jpeg = Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
      assertEquals((byte) 0xff, jpeg[0]);
      assertTrue(jpeg.length < 10_000, "a thumbnail of " + jpeg.length + " bytes");
    }
  }

  private static void assertMetrics(Map<String, Double> metrics, RunRecord record) {
    RunRecord.Produced hog = record.producers().get(0);
    assertEquals(
        (double) hog.computed(), metrics.get("computed_features_hog_Count"), metrics.toString());
    assertEquals(0, metrics.get("errors_features_hog_Count"));
    assertEquals((double) record.work().decoded(), metrics.get("decoded_Count"));
    assertEquals(record.work().waves(), metrics.get("waves_Count"));
    assertTrue(metrics.get("bytes_read_Count") > 0, metrics.toString());
  }

  /** Bifocal's own, by the end of their names, as they were last seen while the job ran. */
  private static Map<String, Double> metrics(Process process, int port)
      throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics/prometheus/"))
            .timeout(Duration.ofSeconds(5))
            .build();
    Pattern line = Pattern.compile("metrics_bifocal_driver_bifocal_([a-zA-Z_]+)\\{[^}]*} (\\S+)");
    Map<String, Double> metrics = new TreeMap<>();
    while (process.isAlive()) {
      try {
        Matcher found = line.matcher(client.send(request, BodyHandlers.ofString()).body());
        while (found.find()) {
          metrics.put(found.group(1), Double.valueOf(found.group(2)));
        }
      } catch (IOException e) {
        // Not there yet, or gone.
      }
      Thread.sleep(50);
    }
    return metrics;
  }

  private Path configuration(Path collection, String maxRejected) throws IOException {
    return Files.writeString(
        folder.resolve("my.conf"),
        "collection { root = \""
            + collection
            + "\" }\nstore = \""
            + folder.resolve("store")
            + "\"\nextractors = [ { name = hog, input { size = 32 } } ]\nlimits { max-rejected = "
            + maxRejected
            + " }\nnotification { command = [sh, -c, \"cat > '"
            + folder.resolve("told")
            + "'\"] }\n");
  }

  /** How many pictures there are besides six rejects. */
  private static int write(Path collection) throws IOException, InterruptedException {
    TestCollections.multiply(TestCollections.EMOJI.resolve("animal"), collection, 2);
    int pictures = TestCollections.files(collection).size();
    byte[] png = Files.readAllBytes(TestCollections.EMOJI.resolve("animal/google_1f402.png"));
    Files.write(collection.resolve("cut.png"), Arrays.copyOf(png, png.length / 2));
    Files.write(collection.resolve("other.png"), Arrays.copyOf(png, png.length * 3 / 4));
    Files.write(collection.resolve("empty.jpg"), new byte[0]);
    Files.writeString(collection.resolve("a.pdf"), "%PDF-1.7 and so on", StandardCharsets.UTF_8);
    Path hostile = collection.resolve(HOSTILE);
    Files.createDirectories(hostile.getParent());
    Files.writeString(hostile, "<html><script>alert(2)</script>", StandardCharsets.UTF_8);
    assertEquals(
        0,
        new ProcessBuilder("mkfifo", collection.resolve("pipe.png").toString()).start().waitFor());
    return pictures;
  }

  private String read(String place, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("store").resolve(place))) {
      List<Path> found =
          files
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .filter(file -> file.toString().endsWith(ending))
              .toList();
      assertEquals(1, found.size(), found.toString());
      return Files.readString(found.get(0));
    }
  }

  private String logs() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path log : TestCollections.files(folder.resolve("logs"))) {
      all.append(Files.readString(log));
    }
    return all.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
