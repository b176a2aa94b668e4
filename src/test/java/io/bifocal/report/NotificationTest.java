package io.bifocal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.bifocal.conf.NotificationRule;
import io.bifocal.conf.NotificationSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotificationTest {
  private static final RunLine FAILED =
      RunLine.failed(
          "nightly", "/store", Instant.parse("2026-11-22T02:00:00Z"), 1, "a \"bad\" day");

  @TempDir private Path folder;
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Integer> answers = new ArrayDeque<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          received.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Content-Type")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          int answer = answers.isEmpty() ? 204 : answers.poll();
          if (answer > 0) {
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theLineIsPosted() {
    send(NotificationRule.FAILURE, FAILED);
    assertEquals(List.of("POST application/json " + FAILED.json()), received);
    assertTrue(
        FAILED
            .json()
            .startsWith(
                "{\"job\":\"nightly\",\"outcome\":\"failed\",\"level\":\"failure\",\"exit_code\":1,"
                    + "\"message\":\"a \\\"bad\\\" day\",\"started\":\"2026-11-22T02:00:00Z\","),
        FAILED.json());
  }

  @Test
  void aServerInTroubleIsAskedThreeTimes() {
    answers.addAll(List.of(500, 429));
    send(NotificationRule.FAILURE, FAILED);
    assertEquals(3, received.size());
    answers.addAll(List.of(500, 503, 500));
    send(NotificationRule.FAILURE, FAILED);
    assertEquals(6, received.size());
  }

  @Test
  void aRefusalIsTheLastWord() {
    answers.addAll(List.of(404));
    send(NotificationRule.FAILURE, FAILED);
    assertEquals(1, received.size());
  }

  @Test
  void aSilentServerCostsNoMoreThanItsTimes() {
    answers.addAll(List.of(0, 0, 0));
    long start = System.nanoTime();
    send(NotificationRule.FAILURE, FAILED);
    assertTrue(System.nanoTime() - start < 4e9, "took too long");
  }

  @Test
  void whoIsNotThereIsNoError() {
    server.stop(0);
    send(NotificationRule.FAILURE, FAILED);
    assertEquals(List.of(), received);
  }

  @Test
  void whatIsSentDependsOnHowTheJobEnded() {
    RunLine stopped = RunLine.failed("nightly", "/store", Instant.now(), 75, "stopped");
    RunLine held = RunLine.failed("nightly", "/store", Instant.now(), 4, "held");
    send(NotificationRule.FAILURE, stopped);
    assertEquals(0, received.size());
    send(NotificationRule.FAILURE, held);
    assertEquals(1, received.size());
    send(NotificationRule.WARNING, stopped);
    assertEquals(2, received.size());
  }

  @Test
  void aProgramGetsTheLine() throws IOException {
    Path out = folder.resolve("out file");
    run("sh", "-c", "cat > \"$0\"", out.toString());
    assertEquals(FAILED.json() + "\n", Files.readString(out));
  }

  @Test
  void whateverAProgramDoesIsNoError() {
    run("sh", "-c", "exit 3");
    run(folder.resolve("not-there").toString());
    long start = System.nanoTime();
    run("sleep", "60");
    assertTrue(System.nanoTime() - start < 20e9, "was not ended");
  }

  private void send(NotificationRule rule, RunLine line) {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    notify(new NotificationSettings(Optional.of(address), List.of(), rule), line);
  }

  private static void run(String... command) {
    notify(
        new NotificationSettings(Optional.empty(), List.of(command), NotificationRule.FAILURE),
        FAILED);
  }

  private static void notify(NotificationSettings settings, RunLine line) {
    new Notification(settings, Duration.ofMillis(500), Duration.ofMillis(10), Duration.ofSeconds(1))
        .send(line);
  }
}
