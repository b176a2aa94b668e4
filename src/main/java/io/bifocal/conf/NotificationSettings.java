package io.bifocal.conf;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** Who is told how a job ended. */
public record NotificationSettings(
    @Help(
            "http or https address that the job's line of JSON is sent to (POST); 10 seconds, three attempts at most")
        Optional<String> webhook,
    @Default("[]")
        @Help(
            "program and its arguments that get the job's line of JSON on their standard input; run without a shell, for 60 seconds at most")
        List<String> command,
    @Default("failure")
        @Help(
            "after which jobs: failure (exit codes other than 0 and 75), warning (also those that leave something to do: stopped at the deadline, rows with errors, drift), or always")
        NotificationRule on) {

  public NotificationSettings {
    webhook.ifPresent(NotificationSettings::requireAddress);
    command = List.copyOf(command);
    if (!command.isEmpty() && command.get(0).isBlank()) {
      throw new UserError("command names no program; give [\"program\", \"argument\", …]");
    }
  }

  private static void requireAddress(String address) {
    try {
      URI uri = new URI(address);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (isHttp && uri.getHost() != null) {
        return;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    // The address may hold a secret, so it is not repeated.
    throw new UserError("webhook is no http or https address such as https://host/path");
  }
}
