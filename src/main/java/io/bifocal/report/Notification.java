package io.bifocal.report;

import io.bifocal.conf.NotificationSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whom the configuration names how a job ended. Nothing that goes wrong here changes how it
 * ended: it is a warning in the log. Addresses may hold secrets and are not logged.
 */
public final class Notification {
  private static final Logger LOG = LoggerFactory.getLogger(Notification.class);
  private static final int ATTEMPTS = 3;
  private static final int STOPPED = 75;

  private final NotificationSettings settings;
  private final Duration timeout;
  private final Duration pause;
  private final Duration commandTimeout;

  Notification(
      NotificationSettings settings, Duration timeout, Duration pause, Duration commandTimeout) {
    this.settings = settings;
    this.timeout = timeout;
    this.pause = pause;
    this.commandTimeout = commandTimeout;
  }

  /** Sends {@code line} if it is of a kind that the configuration asks for. */
  public static void send(NotificationSettings settings, RunLine line) {
    new Notification(
            settings, Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(60))
        .send(line);
  }

  void send(RunLine line) {
    if (!isWanted(line)) {
      return;
    }
    settings.webhook().ifPresent(address -> post(address, line.json()));
    if (!settings.command().isEmpty()) {
      run(line.json());
    }
  }

  private boolean isWanted(RunLine line) {
    return switch (settings.on()) {
      case FAILURE -> line.exitCode() != 0 && line.exitCode() != STOPPED;
      case WARNING -> line.exitCode() != 0 || !line.level().equals("ok");
      case ALWAYS -> true;
    };
  }

  private void post(String address, String json) {
    HttpClient client = HttpClient.newBuilder().connectTimeout(timeout).build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    String problem = "";
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        if (attempt > 1) {
          Thread.sleep(pause.toMillis());
        }
        try {
          int status = client.send(request, BodyHandlers.discarding()).statusCode();
          if (status >= 200 && status < 300) {
            return;
          }
          problem = "it answered with status " + status;
          // What the sender is to blame for does not get better.
          if (status < 500 && status != 408 && status != 429) {
            break;
          }
        } catch (IOException e) {
          problem = e.toString();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "interrupted";
    }
    LOG.warn("notification.webhook was not told how the job ended: {}", problem);
  }

  private void run(String json) {
    try {
      Process process =
          new ProcessBuilder(settings.command())
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write((json + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It need not read; its exit code says whether it is content.
        LOG.debug("notification.command did not read", e);
      }
      if (!process.waitFor(commandTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        LOG.warn("notification.command took longer than {} and was ended", commandTimeout);
      } else if (process.exitValue() != 0) {
        LOG.warn("notification.command ended with exit code {}", process.exitValue());
      }
    } catch (IOException e) {
      LOG.warn("notification.command could not be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("interrupted while notification.command ran");
    }
  }
}
