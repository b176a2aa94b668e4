package io.bifocal.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for whom. */
@Timeout(20)
class DecodeMemoryTest {
  private static final long LARGE = 80L << 20;

  private final DecodeMemory memory = new DecodeMemory(100L << 20);

  @Test
  void smallOnesPassAndLargeOnesWait() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(1);
    DecodeMemory.Share first = memory.take(LARGE);
    new Thread(
            () -> {
              memory.take(60L << 20).close();
              memory.take(LARGE).close();
              second.countDown();
            })
        .start();
    assertFalse(second.await(200, TimeUnit.MILLISECONDS));
    first.close();
    assertTrue(second.await(10, TimeUnit.SECONDS));
  }

  @Test
  void oneLargerThanAllHasItsTurnToo() {
    memory.take(1L << 40).close();
    memory.take(1L << 40).close();
  }

  @Test
  void aThreadNeverWaitsForItself() {
    try (DecodeMemory.Share first = memory.take(LARGE);
        DecodeMemory.Share second = memory.take(LARGE)) {
      assertFalse(first.equals(second));
    }
  }

  @Test
  void closingTwiceGivesBackOnce() throws InterruptedException {
    DecodeMemory.Share closed = memory.take(LARGE);
    closed.close();
    DecodeMemory.Share held = memory.take(LARGE);
    closed.close();
    Thread waiting = new Thread(() -> memory.take(LARGE).close());
    waiting.start();
    waiting.join(200);
    assertTrue(waiting.isAlive());
    held.close();
    waiting.join();
  }

  @Test
  void anInterruptEndsTheWait() throws InterruptedException {
    boolean[] interrupted = new boolean[1];
    DecodeMemory.Share held = memory.take(LARGE);
    Thread waiting =
        new Thread(
            () -> {
              assertThrows(CancellationException.class, () -> memory.take(LARGE));
              interrupted[0] = Thread.currentThread().isInterrupted();
            });
    waiting.start();
    waiting.interrupt();
    waiting.join();
    assertTrue(interrupted[0]);
    held.close();
  }

  @Test
  void estimatesCountEveryCopy() {
    assertEquals(600, DecodeMemory.estimate(new Header(Format.JPEG, 10, 10, 3, 8, 1, 1)));
    assertEquals(1600, DecodeMemory.estimate(new Header(Format.PNG, 10, 10, 4, 16, 1, 1)));
    assertEquals(200, DecodeMemory.estimate(new Header(Format.PNG, 10, 10, 1, 1, 1, 1)));
  }
}
