package io.bifocal.store;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;

/**
 * What the file {@code _lock} says: who writes to the store.
 *
 * @param token unique for each holder
 * @param job the job that runs
 * @param user whose it is
 * @param host where its driver runs
 * @param pid process of the driver on that host
 * @param processStarted when that process started, as the operating system tells it; empty where it
 *     does not
 * @param since when the lease was taken, ISO-8601
 * @param heartbeat when it was last renewed, ISO-8601
 */
record Lease(
    String token,
    String job,
    String user,
    String host,
    long pid,
    String processStarted,
    String since,
    String heartbeat) {
  private static final String UNKNOWN_HOST = "unknown";

  /** Start times may differ by that: the system's notion of its own boot time wavers. */
  private static final Duration SAME_START = Duration.ofSeconds(5);

  Lease {
    if (token == null || host == null || heartbeat == null) {
      throw new IllegalArgumentException("a lease has a token, a host and a heartbeat");
    }
  }

  static Lease ofThisProcess(String token, String job, Instant now) {
    ProcessHandle self = ProcessHandle.current();
    return new Lease(
        token,
        job,
        System.getProperty("user.name"),
        hostName(),
        self.pid(),
        started(self),
        now.toString(),
        now.toString());
  }

  Lease renewed(Instant now) {
    return new Lease(token, job, user, host, pid, processStarted, since, now.toString());
  }

  /** Whether the holder is known to be dead: its process is gone from this very host. */
  boolean isOrphaned() {
    if (host.equals(UNKNOWN_HOST) || !host.equals(hostName())) {
      return false;
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedWith(started(process)))
        .isEmpty();
  }

  /** Whether a process that started at {@code other} can be the holder's. */
  private boolean startedWith(String other) {
    if (processStarted == null || processStarted.isEmpty() || other.isEmpty()) {
      return true;
    }
    Duration apart = Duration.between(Instant.parse(processStarted), Instant.parse(other)).abs();
    return apart.compareTo(SAME_START) <= 0;
  }

  String holder() {
    return job
        + " of "
        + user
        + " on "
        + host
        + " (process "
        + pid
        + "), running since "
        + since
        + ", last heard of "
        + heartbeat;
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return UNKNOWN_HOST;
    }
  }
}
