package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The examples under {@code conf} do what they say: their commands are run, up to the program
 * itself, whose own parser then reads what it would be called with.
 */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SchedulingExamplesTest {
  private static final Path RESOURCES = Path.of("src/test/resources/scheduling");

  @TempDir private Path folder;
  private Installation installation;

  @BeforeEach
  void install() throws IOException {
    installation = new Installation(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cron", "systemd", "airflow", "kubernetes", "yarn"})
  void everyOverlayIsAWholeConfigurationWithSettingsThatSparkKnows(String name) throws Exception {
    Examples.assertConfiguration(Path.of("conf", name, "nightly.conf"));
    Examples.assertSparkSettings(
        ExampleFiles.sparkSettings(Path.of("conf", name, "spark-defaults.conf")));
  }

  @Test
  void cronCallsTheNightlyRunWithItsSettings() throws Exception {
    Map<String, String> environment = new TreeMap<>();
    String command =
        installation.here(ExampleFiles.crontab(Path.of("conf/cron/bifocal.crontab"), environment));
    assertFalse(command.replace("\\%", "").contains("%"), "which cron takes for the end of a line");
    environment.replaceAll((key, value) -> installation.here(value));
    environment.put("BIFOCAL_LOGS", folder.resolve("logs").toString());
    Installation.Result result = installation.run(environment, "/bin/sh", "-c", command);
    assertEquals(0, result.exitCode(), result.output());
    assertEquals("", result.output(), "or cron would mail it");
    Examples.assertNightly(installation.arguments(), installation);
    assertEquals(
        "SPARK_CONF_DIR=" + folder.resolve("conf/cron"),
        Files.readString(folder.resolve("environment")).strip());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "75, 0", "3, 3", "1, 1", "2, 2", "4 4 75, 0", "4 4 4 4, 4", "4 1, 1"})
  void cronMailsWhatSomebodyHasToLookAt(String codes, int expected) throws Exception {
    installation.endWith(Stream.of(codes.split(" ")).mapToInt(Integer::parseInt).toArray());
    Path script = folder.resolve("conf/cron/nightly.sh");
    Installation.Result result =
        installation.run(
            Map.of("BIFOCAL_LOGS", folder.toString(), "BIFOCAL_PAUSE", "0", "BIFOCAL_TRIES", "4"),
            script.toString(),
            folder.resolve("conf/cron/nightly.conf").toString());
    assertEquals(expected, result.exitCode(), result.output());
    assertEquals(expected != 0, result.output().contains("ended with exit code " + expected));
    assertEquals(expected != 0, result.output().contains("what it prints"));
    String log = Files.readString(folder.resolve("nightly.out"));
    assertEquals(codes, String.join(" ", all("exit code (\\d+)", log)));
  }

  @Test
  void systemdAcceptsTheUnits() throws Exception {
    assumeTrue(isThere("systemd-analyze"), "there is no systemd-analyze here");
    Files.copy(Path.of("jobs/nightly"), folder.resolve("nightly"));
    List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
    for (String unit : List.of("bifocal-nightly.timer", "bifocal-nightly.service")) {
      Path copy = folder.resolve(unit);
      Files.writeString(copy, installation.here(Files.readString(Path.of("conf/systemd", unit))));
      command.add(copy.toString());
    }
    Installation.Result result = Installation.execute(Map.of(), command.toArray(new String[0]));
    assertEquals("", result.output());
    assertEquals(0, result.exitCode());
  }

  @Test
  void systemdCallsTheNightlyRunAndKnowsItsExitCodes() throws Exception {
    Map<String, String> service =
        ExampleFiles.keys(Path.of("conf/systemd/bifocal-nightly.service"));
    Installation.Result result =
        installation.run(Map.of(), installation.here(service.get("ExecStart")).split(" "));
    assertEquals(0, result.exitCode(), result.output());
    Examples.assertNightly(installation.arguments(), installation);
    assertTrue(List.of(service.get("SuccessExitStatus").split(" ")).contains("" + Bifocal.STOPPED));
    assertEquals("" + Bifocal.STORE_HELD, service.get("RestartForceExitStatus"));
    assertEquals(
        "true", ExampleFiles.keys(Path.of("conf/systemd/bifocal-nightly.timer")).get("Persistent"));
  }

  @Test
  void airflowSubmitsTheNightlyRunAndReadsItsExitCodes() throws Exception {
    assumeTrue(isThere("python3"), "there is no python3 here");
    Installation.Result result =
        Installation.execute(
            Map.of(),
            "python3",
            RESOURCES.resolve("run_dag.py").toString(),
            "conf/airflow/bifocal_nightly.py");
    assertEquals(0, result.exitCode(), result.output());
    JsonNode dag = new ObjectMapper().readTree(result.output());
    List<String> arguments = new ArrayList<>();
    dag.get("arguments").forEach(argument -> arguments.add(argument.asText()));
    Examples.assertNightly(arguments, installation);
    Examples.assertSubmitted(dag.get("application").asText(), dag.get("java_class").asText());
    assertTrue(
        Files.isRegularFile(Examples.inProject(dag.get("properties_file").asText())),
        result.output());
    assertEquals(
        "{\"0\":\"success\",\"1\":\"failed, to be tried again\",\"2\":\"failed for good\","
            + "\"3\":\"failed for good\",\"4\":\"failed, to be tried again\",\"75\":\"success\"}",
        dag.get("outcomes").toString());
    assertFalse(dag.at("/dag/catchup").asBoolean());
    assertEquals(1, dag.at("/dag/max_active_runs").asInt());
  }

  @Test
  void theSparkOperatorKnowsAllFieldsOfTheManifest() throws Exception {
    Map<?, ?> manifest = ExampleFiles.yaml(Path.of("conf/kubernetes/spark-application.yaml"));
    Map<?, ?> fields = ExampleFiles.yaml(RESOURCES.resolve("scheduled-spark-application.yaml"));
    assertEquals(List.of(), FieldTree.problems(manifest, fields));
    Map<?, ?> template = (Map<?, ?>) ((Map<?, ?>) manifest.get("spec")).get("template");
    List<String> arguments =
        ((List<?>) template.get("arguments")).stream().map(String::valueOf).toList();
    Examples.assertNightly(arguments, installation);
    Examples.assertSubmitted(
        template.get("mainApplicationFile").toString(), template.get("mainClass").toString());
    Map<String, String> settings = new TreeMap<>();
    ((Map<?, ?>) template.get("sparkConf"))
        .forEach((key, value) -> settings.put(key.toString(), value.toString()));
    Examples.assertSparkSettings(settings);
  }

  @Test
  void wrongFieldsOfAManifestAreFound() throws IOException {
    Map<?, ?> fields = ExampleFiles.yaml(RESOURCES.resolve("scheduled-spark-application.yaml"));
    String wrong =
        Files.readString(Path.of("conf/kubernetes/spark-application.yaml"))
            .replace("concurrencyPolicy: Forbid", "concurrencyPolicy: Never")
            .replace("memoryOverhead: 2g", "memoryOverhed: 2g")
            .replace("schedule: \"0 2 * * *\"", "suspend: no way")
            .replace("    volumes:", "    arguments: nightly\n    volumes:")
            .replace("sizeLimit: 2Gi", "sizeLimit: 2GB");
    assertEquals(
        List.of(
            ".spec.suspend = no way is not of type boolean",
            ".spec.concurrencyPolicy = Never is not of type Allow|Forbid|Replace",
            ".spec.template.arguments is no list",
            ".spec.template.volumes[0].emptyDir.sizeLimit = 2GB is not of type quantity",
            ".spec.template.driver.memoryOverhed is not known",
            ".spec.schedule is missing"),
        FieldTree.problems(new Yaml().<Object>load(wrong), fields));
  }

  @Test
  void theImageIsMadeOfWhatTheProjectHas() throws IOException {
    List<String> files =
        Files.readAllLines(Path.of("conf/kubernetes/Dockerfile")).stream()
            .filter(line -> line.startsWith("COPY "))
            .map(line -> line.split(" ")[1])
            .toList();
    assertEquals("target/bifocal-" + Version.bifocal() + ".jar", files.get(0));
    files.stream().skip(1).forEach(file -> assertTrue(Files.exists(Path.of(file)), file));
    assertEquals(3, files.size());
  }

  @Test
  void kubernetesIsSubmittedToAndTheExitCodeOfThePodPassedOn() throws Exception {
    Installation.Result result =
        installation.run(
            Map.of(),
            folder.resolve("conf/kubernetes/submit.sh").toString(),
            "https://kubernetes.example.org:6443",
            "--until",
            "06:00");
    assertEquals(75, result.exitCode(), result.output());
    ExampleFiles.Submission submission = ExampleFiles.Submission.of(installation.arguments());
    assertEquals("k8s://https://kubernetes.example.org:6443", submission.option("--master"));
    assertEquals("cluster", submission.option("--deploy-mode"));
    Examples.assertSubmitted(submission.application(), submission.option("--class"));
    assertTrue(Files.isRegularFile(Path.of(submission.option("--properties-file"))));
    Examples.assertNightly(submission.arguments(), installation);
    String pod = submission.option("--conf").replace("spark.kubernetes.driver.pod.name=", "");
    assertTrue(pod.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?") && pod.length() < 64, pod);
    assertTrue(Files.readString(folder.resolve("kubectl")).contains("get pod " + pod));
  }

  @Test
  void yarnIsSubmittedToAndTheExitCodePassedOn() throws Exception {
    installation.endWith(75);
    Installation.Result result =
        installation.run(
            Map.of(), folder.resolve("conf/yarn/submit.sh").toString(), "--until", "06:00");
    assertEquals(75, result.exitCode(), result.output());
    ExampleFiles.Submission submission = ExampleFiles.Submission.of(installation.arguments());
    Examples.assertSubmitted(
        submission.application().replace(folder.toString(), "/opt/bifocal"),
        submission.option("--class"));
    assertTrue(Files.isRegularFile(Path.of(submission.option("--properties-file"))));
    Examples.assertNightly(submission.arguments(), installation);
  }

  private static List<String> all(String group, String text) {
    return Pattern.compile(group).matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }
}
