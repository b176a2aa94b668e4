package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.LocalSpark;
import io.bifocal.conf.DevicePreference;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UserError;
import io.bifocal.inference.ComputeDevice;
import io.bifocal.inference.ModelFiles;
import io.bifocal.inference.Quickstart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceChoiceTest {
  private static final JavaSparkContext SPARK =
      JavaSparkContext.fromSparkContext(LocalSpark.session().sparkContext());

  @Test
  void gpuNeedsSparkToGiveOne() {
    UserError error =
        assertThrows(UserError.class, () -> DeviceChoice.of(DevicePreference.GPU, SPARK));
    assertEquals(
        "device = gpu, but Spark gives the tasks no GPU; set spark.driver.resource.gpu.amount and"
            + " spark.driver.resource.gpu.discoveryScript, as docs/gpu.md says, or device = cpu",
        error.getMessage());
  }

  @Test
  void autoIsTheProcessorWhereThereIsNoGpu() {
    assertEquals(ComputeDevice.CPU, DeviceChoice.of(DevicePreference.AUTO, SPARK).device());
    assertEquals(ComputeDevice.CPU, DeviceChoice.of(DevicePreference.CPU, SPARK).device());
  }

  @Test
  void tasksOfAMachineTakeItsGpusInTurn() {
    DeviceChoice choice = new DeviceChoice(DevicePreference.GPU, List.of("0", "3"));
    assertEquals(
        List.of(0, 3, 0, 3, 0),
        SPARK
            .parallelize(List.of(1, 2, 3, 4, 5), 5)
            .map(task -> choice.device().index())
            .collect());
  }

  @Test
  void aModelThatDoesNotRunOnTheGpuFailsBeforeTheRun() {
    Broadcast<ModelFiles> files = SPARK.broadcast(ModelFiles.read(Quickstart.EMOJI));
    assertFailure(new DeviceChoice(DevicePreference.GPU, List.of("1")), files, "GPU 1 cannot be");
    assertFailure(
        new DeviceChoice(DevicePreference.GPU, List.of("GPU-8a")), files, "'GPU-8a', not an index");
    // Whatever else may run on the processor is not tried.
    new DeviceChoice(DevicePreference.AUTO, List.of("1")).check(files, 1, SPARK);
    new DeviceChoice(DevicePreference.CPU, List.of()).check(files, 1, SPARK);
  }

  @Test
  void whatIsNotTheProcessorIsPartOfTheVersion(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("models.conf");
    String model = "{ name = %s, path = src/quickstart/models/emoji-cnn%s }";
    Files.writeString(
        file,
        "collection { root = \"%s\", label = none }, store = \"%s\", models = [ %s, %s ]"
            .formatted(
                folder.resolve("pictures"),
                folder.resolve("store"),
                model.formatted("plain", ""),
                model.formatted("auto", ", device = auto")));
    Settings settings = Settings.load(file, Map.of());
    Settings said =
        Settings.load(
            file, Map.of("models", "[" + model.formatted("plain", ", device = cpu") + "]"));
    List<Producer> producers = Producers.of(settings, LocalSpark.session()).list();
    Producer plain = producers.get(0);
    assertEquals(plain.version(), Producers.of(said, LocalSpark.session()).list().get(0).version());
    assertFalse(plain.configuration().contains("\"device\""), plain.configuration());
    assertNotEquals(plain.version(), producers.get(1).version());
    assertTrue(
        producers.get(1).configuration().contains("\"device\":\"auto\""),
        producers.get(1).configuration());
  }

  private static void assertFailure(
      DeviceChoice choice, Broadcast<ModelFiles> files, String reason) {
    UserError error = assertThrows(UserError.class, () -> choice.check(files, 1, SPARK));
    assertTrue(error.getMessage().startsWith("executor driver: "), error.getMessage());
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }
}
