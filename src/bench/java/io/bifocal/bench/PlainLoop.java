package io.bifocal.bench;

import ai.djl.engine.Engine;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * What somebody would write who needs one network over one folder on one machine: read, decode, resize, ONNX Runtime, on two
 * threads; no Spark, no Bifocal, no output.
 */
final class PlainLoop implements AutoCloseable {
  private static final int SIDE = 224;
  private static final double[] MEAN = {0.485, 0.456, 0.406};
  private static final double[] STD = {0.229, 0.224, 0.225};

  private final OrtEnvironment environment;
  private final OrtSession session;
  private volatile float sink;

  PlainLoop(Path network) throws OrtException {
    // DJL wants to be the first to start the runtime of this process, which the extractors' measurement shares.
    Engine.getEngine("OnnxRuntime");
    environment = OrtEnvironment.getEnvironment();
    // Its own threads would get in the way of ours.
    opencv_core.setNumThreads(1);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(network.toString(), options);
    }
  }

  /** Seconds for {@code files} on {@code threads} threads. */
  double seconds(List<Path> files, int threads) throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    List<Future<?>> running =
        java.util.stream.IntStream.range(0, threads).<Future<?>>mapToObj(i -> pool.submit(() -> loop(files, next))).toList();
    for (Future<?> thread : running) {
      thread.get();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
    return seconds;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  private void loop(List<Path> files, AtomicInteger next) {
    try (FloatPointer memory = new FloatPointer(3L * SIDE * SIDE);
        Mat resized = new Mat();
        MatVector planes = new MatVector();
        Size size = new Size(SIDE, SIDE)) {
      FloatBuffer buffer = memory.asBuffer();
      for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
        byte[] bytes = Files.readAllBytes(files.get(i));
        try (BytePointer pointer = new BytePointer(bytes);
            Mat encoded = new Mat(1, bytes.length, opencv_core.CV_8UC1, pointer);
            Mat decoded = opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_COLOR)) {
          opencv_imgproc.resize(decoded, resized, size, 0, 0, opencv_imgproc.INTER_LINEAR);
        }
        opencv_core.split(resized, planes);
        for (int channel = 0; channel < 3; channel++) {
          try (Mat plane = planes.get(2 - channel);
              Mat target =
                  new Mat(SIDE, SIDE, opencv_core.CV_32FC1, memory.getPointer((long) channel * SIDE * SIDE))) {
            plane.convertTo(target, opencv_core.CV_32F, 1 / 255.0 / STD[channel], -MEAN[channel] / STD[channel]);
          }
        }
        sink = predict(buffer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private float predict(FloatBuffer buffer) throws OrtException {
    try (OnnxTensor input = OnnxTensor.createTensor(environment, buffer.rewind(), new long[] {1, 3, SIDE, SIDE});
        OrtSession.Result result = session.run(Map.of("input", input))) {
      return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
    }
  }
}
