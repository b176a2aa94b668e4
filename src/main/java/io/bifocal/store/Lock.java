package io.bifocal.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;

/**
 * The lease of the one writer of a store: the file {@code _lock}, renewed while the run lives. A
 * lease is taken over when its process is known to be dead, or when it was not renewed while
 * somebody watched; clocks of different hosts are never compared.
 */
public final class Lock implements AutoCloseable {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = HEARTBEAT.multipliedBy(3);

  private final Store store;
  private final Lease lease;
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "store-lease");
            thread.setDaemon(true);
            return thread;
          });

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the lease.
  private Lock(Store store, Lease lease) {
    this.store = store;
    this.lease = lease;
    heart.scheduleAtFixedRate(
        this::renew, HEARTBEAT.toSeconds(), HEARTBEAT.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Takes the lease of {@code store}.
   *
   * @param job what it is taken for
   * @throws StoreHeldException if another run holds it, naming that run
   */
  public static Lock acquire(Store store, String job) {
    Lease mine = Lease.ofThisProcess(UUID.randomUUID().toString(), job, Instant.now());
    take(store, file(store), mine);
    return new Lock(store, mine);
  }

  /** Who holds {@code store} now, in words; empty if nobody does. */
  public static Optional<String> holder(Store store) {
    return read(store, file(store)).filter(lease -> !lease.isOrphaned()).map(Lease::holder);
  }

  /**
   * Makes sure that the lease is still this run's, as it has to be before anything is published.
   *
   * @throws StoreHeldException if it was lost
   */
  public synchronized void check() {
    Optional<Lease> current = read(store, file(store));
    if (current.isEmpty() || !current.get().token().equals(lease.token())) {
      throw new StoreHeldException(
          "the lease of the store "
              + store.location()
              + " was lost"
              + current.map(other -> " to " + other.holder()).orElse(": _lock is gone")
              + "; this run ends without committing");
    }
  }

  /** Releases the store; a beat that is under way ends first, lest it renew what is released. */
  @Override
  public synchronized void close() {
    heart.shutdown();
    Path file = file(store);
    if (read(store, file).filter(current -> current.token().equals(lease.token())).isPresent()) {
      store.delete(file);
    }
  }

  private synchronized void renew() {
    try {
      check();
      CrashPoint.WHILE_RENEWING_THE_LEASE.reached();
      overwrite(store, lease.renewed(Instant.now()));
    } catch (IOException | RuntimeException e) {
      // A beat that fails is made up for by the next; a lease that is lost is noticed before
      // publishing.
    }
  }

  /**
   * Puts {@code mine} into {@code file}, if need be in place of a lease whose holder is dead.
   *
   * @throws StoreHeldException if somebody else holds it
   */
  private static void take(Store store, Path file, Lease mine) {
    // An object store may have created it although its answer was lost, and then say that it is
    // taken.
    if (!create(store, file, mine) && !read(store, file).equals(Optional.of(mine))) {
      Optional<Lease> other = read(store, file);
      if (other.isPresent() && !other.get().isOrphaned() && beats(store, file, other.get())) {
        throw new StoreHeldException(
            "the store " + store.location() + " is held by " + other.get().holder());
      }
      removeDead(store, file, other, mine);
      if (!create(store, file, mine)) {
        throw justTaken(store);
      }
    }
    CrashPoint.WHILE_TAKING_THE_LEASE.reached();
    // Somebody may have taken it for a file that stays half written, before we were done with it.
    if (!read(store, file).equals(Optional.of(mine))) {
      throw justTaken(store);
    }
  }

  /**
   * Removes a dead lease. Whoever does so holds a claim to it, which is a lease as well: of several
   * who find it only one removes it, and none removes what that one has put in its place.
   */
  private static void removeDead(Store store, Path file, Optional<Lease> dead, Lease mine) {
    if (!store.exists(file)) {
      return;
    }
    Path claim = file.suffix("-claim");
    take(store, claim, mine);
    try {
      if (read(store, file).equals(dead)) {
        store.delete(file);
      }
    } finally {
      store.delete(claim);
    }
  }

  private static StoreHeldException justTaken(Store store) {
    return new StoreHeldException(
        "the store " + store.location() + " has just been taken by another run");
  }

  /**
   * Whether the holder of {@code seen} is alive: its heartbeat is young, or changes while we watch.
   */
  private static boolean beats(Store store, Path file, Lease seen) {
    Duration age = Duration.between(Instant.parse(seen.heartbeat()), Instant.now()).abs();
    if (age.compareTo(PATIENCE) < 0) {
      return true;
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (!read(store, file).equals(Optional.of(seen))) {
        return true;
      }
      pause(Duration.ofMillis(500));
    }
    return false;
  }

  /** The lease that is written there; a file that stays unreadable counts as none. */
  private static Optional<Lease> read(Store store, Path file) {
    for (int attempt = 0; attempt < 5; attempt++) {
      try {
        return Optional.of(Json.read(store.read(file), Lease.class));
      } catch (FileNotFoundException none) {
        return Optional.empty();
      } catch (IllegalArgumentException halfWritten) {
        pause(Duration.ofMillis(100));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Optional.empty();
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Creates the file if there is none; false if there is one. */
  private static boolean create(Store store, Path file, Lease lease) {
    try {
      return store.publisher().create(file, content(lease));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the store " + store.location() + " cannot be written to: " + e, e);
    }
  }

  private static void overwrite(Store store, Lease lease) throws IOException {
    Path file = file(store);
    byte[] content = content(lease);
    if (file.toUri().getScheme().equals("file")) {
      Files.write(java.nio.file.Path.of(file.toUri()), content);
    } else {
      try (OutputStream out = store.files().create(file, true)) {
        out.write(content);
      }
    }
  }

  private static byte[] content(Lease lease) {
    return (Json.write(lease) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Path file(Store store) {
    return store.path("_lock");
  }
}
