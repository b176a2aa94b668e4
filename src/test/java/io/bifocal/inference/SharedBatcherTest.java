package io.bifocal.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Model;
import ai.djl.translate.TranslateException;
import io.bifocal.conf.BatchSize;
import io.bifocal.image.Natives;
import io.bifocal.image.Picture;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a GPU does for all tasks of a JVM, here done by the processor: everything but the GPU is
 * real.
 */
@Timeout(60)
class SharedBatcherTest {
  private static final List<String> NAMES =
      List.copyOf(Quickstart.reference("emoji-cnn", "logits").keySet());
  private static final String EMBEDDING =
      "task = embedding, outputs.embedding = vector, input { size = 2, channels = gray, scale = 1 }";

  private final ExecutorService tasks = Executors.newCachedThreadPool();

  @AfterEach
  void endTasks() throws InterruptedException {
    tasks.shutdownNow();
    assertTrue(tasks.awaitTermination(10, TimeUnit.SECONDS), "a task hangs");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mobilenetv2-576", "emoji-cnn"})
  void fourTasksAtOnceGetWhatOneAloneGets(String model) throws Exception {
    ModelFiles files = ModelFiles.read(Path.of("src/quickstart/models", model));
    try (Network network = Network.load(files, 1)) {
      List<Prediction> expected = predict(network.open(new BatchSize(1)), NAMES);
      SharedBatcher batcher = network.batcher(new BatchSize(6));
      assertEquals(6, batcher.size());
      List<Future<List<Prediction>>> results = new ArrayList<>();
      for (int task = 0; task < 4; task++) {
        List<String> names = NAMES.subList(task, NAMES.size());
        results.add(tasks.submit(() -> predict(batcher.open(), names)));
      }
      for (int task = 0; task < 4; task++) {
        assertSame(expected.subList(task, NAMES.size()), results.get(task).get());
      }
    }
  }

  @Test
  void viewsOfAPictureAreAveraged() throws Exception {
    String flipped = EMBEDDING.replace("scale = 1", "scale = 1, augmentation = flip");
    for (int size : new int[] {1, 3}) {
      try (Network network = Network.load(Models.of(flipped, Models.flatten(1, 2, 2)), 1);
          Network.Worker worker = network.batcher(new BatchSize(size)).open();
          Picture picture = Models.picture(2, 2, 1, 1, 3, 5, 9)) {
        worker.add(picture);
        assertArrayEquals(new float[] {2, 2, 7, 7}, worker.run().get(0).embedding());
      }
    }
  }

  @Test
  void onlyThePictureThatTheNetworkFailsOnHasAnError() throws Exception {
    byte[] lookup =
        OnnxFile.withInput("x", 1, 2, 2)
            .node("Flatten", List.of("x"), "flat")
            .node("Cast", List.of("flat"), "index", OnnxFile.attribute("to", OnnxFile.INT64))
            .node("Gather", List.of("flat", "index"), "vector", OnnxFile.attribute("axis", 1))
            .output("vector")
            .bytes();
    try (Network network = Network.load(Models.of(EMBEDDING, lookup), 1)) {
      SharedBatcher batcher = network.batcher(new BatchSize(3));
      List<Prediction> alone = grays(network.open(new BatchSize(1)), 3, 200, 2);
      Future<List<Prediction>> beside = tasks.submit(() -> grays(batcher.open(), 1, 2, 3, 1, 2));
      List<Prediction> all = grays(batcher.open(), 3, 200, 2);
      assertArrayEquals(new float[] {3, 3, 3, 3}, all.get(0).embedding());
      assertTrue(all.get(1).error().startsWith("the network failed: "), all.get(1).error());
      assertEquals(alone.get(1).error(), all.get(1).error());
      assertArrayEquals(new float[] {2, 2, 2, 2}, all.get(2).embedding());
      for (Prediction prediction : beside.get()) {
        assertNull(prediction.error());
      }
      assertTrue(
          grays(batcher.open(), 200).get(0).error().startsWith("the network failed: "),
          "also alone");
      assertFalse(batcher.isStopped());
    }
  }

  @Test
  void aPictureThatCannotBePreparedHasAnErrorAndItsPlaceStaysEmpty() throws Exception {
    try (Session session = new Session(Models.flatten(1, 2, 2), 3);
        Network.Worker worker = session.batcher.open();
        Picture good = gray(7)) {
      assertFalse(worker.add(null));
      assertFalse(worker.add(good));
      assertTrue(worker.add(null));
      assertThrows(IllegalStateException.class, () -> worker.add(good));
      List<Prediction> all = worker.run();
      assertTrue(all.get(0).error().startsWith("the picture cannot be brought to"));
      assertEquals(7, all.get(1).embedding()[0]);
      assertTrue(all.get(2).error().startsWith("the picture cannot be brought to"));
      assertEquals(List.of(), worker.run());
    }
  }

  @Test
  void networksThatDoNotTakeABatchGetPicturesOneByOne() throws Exception {
    byte[] companionable =
        OnnxFile.withInput("x", 1, 2, 2)
            .node("Flatten", List.of("x"), "flat")
            .node(
                "ReduceMean",
                List.of("flat"),
                "mean",
                OnnxFile.attribute("axes", List.of(0)),
                OnnxFile.attribute("keepdims", 1))
            .node("Sub", List.of("flat", "mean"), "vector")
            .output("vector")
            .bytes();
    byte[] single =
        OnnxFile.withInput("x", 1, 2, 2)
            .node("Flatten", List.of("x"), "flat")
            .matrix("unit", 4, 1, 1, 1, 1, 1)
            .matrix("shape", 1, 1, 1)
            .node("MatMul", List.of("flat", "unit"), "sum")
            .node("MatMul", List.of("shape", "sum"), "vector")
            .output("vector")
            .bytes();
    try (Session mixes = new Session(companionable, 4);
        Session one = new Session(single, 4)) {
      assertEquals(1, mixes.batcher.size());
      for (Prediction prediction : grays(mixes.batcher.open(), 1, 2, 3)) {
        assertArrayEquals(new float[4], prediction.embedding());
      }
      assertEquals(1, one.batcher.size());
      assertEquals(12, grays(one.batcher.open(), 1, 3).get(1).embedding()[0]);
    }
  }

  @Test
  void picturesOfSeveralTasksShareAPassAndAllPassesHaveOneSize() throws Exception {
    try (Session session = new Session(Models.flatten(1, 2, 2), 4);
        Network.Worker one = session.batcher.open();
        Network.Worker two = session.batcher.open()) {
      session.gate.drainPermits();
      add(one, 1);
      add(two, 2);
      add(one, 3);
      add(two, 4);
      session.gate.release();
      assertEquals(3, one.run().get(1).embedding()[0]);
      assertEquals(4, two.run().get(1).embedding()[0]);
      add(one, 5);
      session.gate.release();
      assertEquals(5, one.run().get(0).embedding()[0], "does not wait for the other task");
      assertEquals(List.of(4, 4), session.counts);
      float[] last = new float[4 * 4];
      Arrays.fill(last, 0, 4, 5);
      assertArrayEquals(last, session.last, "zeros in place of the three that are missing");
    }
  }

  @Test
  void noMoreThanTwoBatchesWait() throws Exception {
    try (Session session = new Session(Models.flatten(1, 2, 2), 2)) {
      session.gate.drainPermits();
      List<Future<List<Prediction>>> results = new ArrayList<>();
      Semaphore added = new Semaphore(0);
      for (int task = 0; task < 3; task++) {
        results.add(
            tasks.submit(
                () -> {
                  try (Network.Worker worker = session.batcher.open()) {
                    add(worker, 1);
                    added.release();
                    add(worker, 2);
                    added.release();
                    return worker.run();
                  }
                }));
      }
      assertTrue(added.tryAcquire(4, 10, TimeUnit.SECONDS));
      assertFalse(added.tryAcquire(300, TimeUnit.MILLISECONDS), "a fifth picture has no room");
      session.gate.release(3);
      for (Future<List<Prediction>> result : results) {
        assertEquals(2, result.get().get(1).embedding()[0]);
      }
    }
  }

  @Test
  void anInterruptedTaskLeavesAndTheOthersGoOn() throws Exception {
    try (Session session = new Session(Models.flatten(1, 2, 2), 2);
        Network.Worker other = session.batcher.open()) {
      session.gate.drainPermits();
      Semaphore interrupted = new Semaphore(0);
      Future<?> task =
          tasks.submit(
              () -> {
                try (Network.Worker worker = session.batcher.open()) {
                  add(worker, 1);
                  add(worker, 2);
                  assertThrows(InferenceStoppedException.class, worker::run);
                  assertTrue(Thread.currentThread().isInterrupted());
                  interrupted.release();
                }
              });
      session.awaitPass();
      task.cancel(true);
      assertTrue(interrupted.tryAcquire(10, TimeUnit.SECONDS));
      add(other, 3);
      session.gate.release(2);
      assertEquals(3, other.run().get(0).embedding()[0]);
    }
  }

  @Test
  void whatAClosedWorkerLeavesBehindHoldsNobodyUp() throws Exception {
    try (Session session = new Session(Models.flatten(1, 2, 2), 3);
        Network.Worker worker = session.batcher.open()) {
      try (Network.Worker closed = session.batcher.open()) {
        add(closed, 1);
        add(closed, 2);
      }
      assertEquals(9, grays(session.batcher.open(), 9).get(0).embedding()[0]);
      assertEquals(8, grays(worker, 8).get(0).embedding()[0]);
    }
  }

  @Test
  void closingEndsThoseWhoWait() throws Exception {
    Session session = new Session(Models.flatten(1, 2, 2), 1);
    session.gate.drainPermits();
    List<Future<List<Prediction>>> waiting = new ArrayList<>();
    for (int task = 0; task < 4; task++) {
      // One is in the network, one waits for it, two wait for room.
      waiting.add(tasks.submit(() -> grays(session.batcher.open(), 1)));
    }
    session.awaitPass();
    Future<?> closing = tasks.submit(session.batcher::close);
    int stopped = 0;
    for (Future<List<Prediction>> task : waiting) {
      ExecutionException e = assertThrows(ExecutionException.class, task::get);
      assertEquals(InferenceStoppedException.class, e.getCause().getClass());
      assertTrue(e.getMessage().contains("the network was closed"), e.getMessage());
      stopped++;
    }
    assertEquals(4, stopped);
    assertFalse(closing.isDone(), "a pass still runs");
    session.gate.release();
    closing.get();
    session.close();
  }

  @Test
  void aBrokenDeviceEndsTheTasksAndMakesNoRows() throws Exception {
    try (Session session = new Session(Models.flatten(1, 2, 2), 2);
        Network.Worker worker = session.batcher.open()) {
      add(worker, 1);
      add(worker, 2);
      assertEquals(2, worker.run().size());
      session.broken = true;
      add(worker, 1);
      add(worker, 2);
      InferenceStoppedException e = assertThrows(InferenceStoppedException.class, worker::run);
      assertEquals(
          "inference on GPU 7 has ended: it fails on every picture by now: out of order",
          e.getMessage());
      assertTrue(session.batcher.isStopped());
      try (Network.Worker late = session.batcher.open()) {
        add(late, 1);
        assertThrows(InferenceStoppedException.class, late::run);
      }
    }
  }

  @Test
  void theNextTaskGetsANewBatcherInPlaceOfOneThatHasEnded() {
    try (Network network = Network.load(Models.of(EMBEDDING, Models.flatten(1, 2, 2)), 1)) {
      SharedBatcher first = network.batcher(new BatchSize(2));
      assertTrue(first == network.batcher(new BatchSize(2)));
      first.close();
      SharedBatcher second = network.batcher(new BatchSize(2));
      assertFalse(first == second);
      assertEquals(4, grays(second.open(), 4).get(0).embedding()[0]);
      assertEquals(32, network.batcher(BatchSize.AUTO).size());
    }
  }

  @Test
  void allMemoryIsFreed() throws Exception {
    ModelFiles files = ModelFiles.read(Quickstart.EMOJI);
    Natives.ensureLoaded();
    predictedBy(files);
    long before = Pointer.totalBytes();
    predictedBy(files);
    assertEquals(before, Pointer.totalBytes());
  }

  private void predictedBy(ModelFiles files) throws Exception {
    try (Network network = Network.load(files, 1)) {
      SharedBatcher batcher = network.batcher(new BatchSize(4));
      List<Future<List<Prediction>>> results = new ArrayList<>();
      for (int task = 0; task < 3; task++) {
        results.add(tasks.submit(() -> predict(batcher.open(), NAMES)));
      }
      for (Future<List<Prediction>> result : results) {
        assertEquals(NAMES.size(), result.get().size());
      }
      try (Network.Worker closed = batcher.open();
          Picture picture = Quickstart.picture(NAMES.get(0))) {
        closed.add(picture);
      }
    }
  }

  /** A batcher over a network that opens for a forward pass when the test says so. */
  private static final class Session implements AutoCloseable {
    private final Semaphore gate = new Semaphore(1_000_000);
    private final Semaphore entered = new Semaphore(0);
    private final List<Integer> counts = new ArrayList<>();
    private float[] last;
    private volatile boolean broken;
    private final Model model;
    private final SharedBatcher batcher;

    Session(byte[] network, int batchSize) throws TranslateException {
      ModelFiles files = Models.of(EMBEDDING, network);
      ModelInput input = files.card().input();
      model = ModelLoader.load(files, 1, ComputeDevice.CPU);
      Forward forward = new Forward(model, "x", files.card());
      Heads heads;
      try (FloatPointer zeros = new FloatPointer(input.values())) {
        heads =
            forward.run(zeros.asBuffer(), 1, (place, outputs) -> new Heads(files, outputs)).get(0);
      }
      batcher = new SharedBatcher("GPU 7", input, batchSize, gated(forward), heads);
      counts.clear();
      entered.drainPermits();
    }

    /** Until the network has been given a batch. */
    void awaitPass() throws InterruptedException {
      assertTrue(entered.tryAcquire(10, TimeUnit.SECONDS));
    }

    @Override
    public void close() {
      gate.release(1_000_000);
      batcher.close();
      model.close();
    }

    private ForwardPass gated(Forward forward) {
      return new ForwardPass() {
        @Override
        public <T> List<T> run(FloatBuffer tensors, int count, Reader<T> reader)
            throws TranslateException {
          counts.add(count);
          last = new float[tensors.limit()];
          tensors.get(0, last);
          entered.release();
          gate.acquireUninterruptibly();
          if (broken) {
            throw new TranslateException("out of order");
          }
          return forward.run(tensors, count, reader);
        }

        @Override
        public void close() {
          forward.close();
        }
      };
    }
  }

  private static List<Prediction> predict(Network.Worker opened, List<String> names) {
    List<Prediction> result = new ArrayList<>();
    try (Network.Worker worker = opened) {
      for (String name : names) {
        try (Picture picture = Quickstart.picture(name)) {
          if (worker.add(picture)) {
            result.addAll(worker.run());
          }
        }
      }
      result.addAll(worker.run());
    }
    return result;
  }

  private static List<Prediction> grays(Network.Worker opened, int... grays) {
    List<Prediction> result = new ArrayList<>();
    try (Network.Worker worker = opened) {
      for (int gray : grays) {
        if (add(worker, gray)) {
          result.addAll(worker.run());
        }
      }
      result.addAll(worker.run());
    }
    return result;
  }

  private static boolean add(Network.Worker worker, int gray) {
    try (Picture picture = gray(gray)) {
      return worker.add(picture);
    }
  }

  private static Picture gray(int gray) {
    return Models.picture(2, 2, 1, gray, gray, gray, gray);
  }

  private static void assertSame(List<Prediction> expected, List<Prediction> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertNull(actual.get(i).error());
      assertEquals(expected.get(i).top(), actual.get(i).top());
      assertArrayEquals(expected.get(i).embedding(), actual.get(i).embedding());
    }
  }
}
