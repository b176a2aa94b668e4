package io.bifocal;

import io.bifocal.conf.CollectionSettings;
import io.bifocal.conf.ColumnSettings;
import io.bifocal.conf.DecodingSettings;
import io.bifocal.conf.DriftFailures;
import io.bifocal.conf.DriftSettings;
import io.bifocal.conf.DriftWarnings;
import io.bifocal.conf.LimitSettings;
import io.bifocal.conf.ModelSettings;
import io.bifocal.conf.NotificationSettings;
import io.bifocal.conf.ReportSettings;
import io.bifocal.conf.RetentionSettings;
import io.bifocal.conf.Settings;
import io.bifocal.conf.UpkeepSettings;
import io.bifocal.image.Input;
import io.bifocal.inference.ModelCard;
import io.bifocal.inference.ModelInput;
import io.bifocal.inference.ModelOutputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} says what the records say. The part above the mark is written by
 * hand, the part below it is made here.
 */
class ConfigurationReferenceTest {
  private static final String MARK =
      "<!-- Generated from the records; to be changed there, and here by"
          + " mvn test -Dtest=ConfigurationReferenceTest -Dbifocal.write-docs=true -->\n";

  @Test
  void documentSaysWhatTheRecordsSay() throws IOException {
    RecordReference.assertGenerated(Path.of("docs/configuration.md"), MARK, reference());
  }

  @Test
  void everyKeyIsExplained() {
    Stream.of(
            Settings.class,
            CollectionSettings.class,
            LimitSettings.class,
            DecodingSettings.class,
            UpkeepSettings.class,
            RetentionSettings.class,
            DriftSettings.class,
            DriftWarnings.class,
            DriftFailures.class,
            ReportSettings.class,
            NotificationSettings.class,
            ColumnSettings.class,
            ModelSettings.class,
            Input.class,
            ModelCard.class,
            ModelInput.class,
            ModelOutputs.class)
        .forEach(RecordReference::assertExplained);
  }

  private static String reference() {
    return RecordReference.section("## The whole file", "", Settings.class)
        + RecordReference.section("## `collection`", "", CollectionSettings.class)
        + RecordReference.section("### `columns` of `collection`", "", ColumnSettings.class)
        + RecordReference.section("## `limits`", "", LimitSettings.class)
        + RecordReference.section("## `decoding`", "", DecodingSettings.class)
        + RecordReference.section(
            "## `upkeep`",
            "What it is about is in [upkeep.md](upkeep.md).\n\n",
            UpkeepSettings.class)
        + RecordReference.section("### `nightly` of `upkeep`", "", RetentionSettings.class)
        + RecordReference.section(
            "## `drift`",
            "What is compared, and how: [drift.md](drift.md).\n\n",
            DriftSettings.class)
        + RecordReference.section("### `warn` of `drift`", "", DriftWarnings.class)
        + RecordReference.section("### `fail` of `drift`", "", DriftFailures.class)
        + RecordReference.section(
            "## `report`", "The page of a run: [reports.md](reports.md).\n\n", ReportSettings.class)
        + RecordReference.section(
            "## `notification`",
            "What is sent, and when: [reports.md](reports.md).\n\n",
            NotificationSettings.class)
        + """

        ## `extractors`

        A list of objects. `name` chooses the extractor, `preprocess` lists operators that are applied to the decoded picture
        first, `input` says which view of the result the extractor is handed; all other keys are parameters of the extractor:
        [features.md](features.md). A name with dots is a record of your own that implements
        `io.bifocal.feature.FeatureExtractor`, brought with `--jars`.

        ```hocon
        extractors = [
          { name = hog, input { size = [64, 128], resize = fit } }
          { name = gray-cooccurrence, levels = 16, preprocess = [ { name = equalize, method = clahe }, { name = denoise } ] }
        ]
        ```

        Operators are listed in [preprocessing.md](preprocessing.md). They see the picture as it was decoded, in full size,
        unless the first one is `resize` or `crop`. Extractors and models whose lists begin alike share what is computed.

        `keypoints-table = true` in an extractor by visual words keeps its keypoints and raw descriptors in a table of their
        own, `keypoints` ([store.md](store.md)).
        """
        + RecordReference.section(
            "### `input` of an extractor",
            "Keys that are not set keep the extractor's default input; the defaults here are those of"
                + " extractors that ask\nfor nothing else.\n\n",
            Input.class)
        + RecordReference.section(
            "## `models`",
            "A list of objects, each a model of its own name; the folder's `card.conf` says the rest.\n\n",
            ModelSettings.class)
        + RecordReference.section(
            "## `card.conf` of a model",
            "The file beside `model.onnx`. It is HOCON too, but knows no environment variables.\n\n",
            ModelCard.class)
        + RecordReference.section(
            "### `input` of a card",
            "The picture is resized, its channels are put in order, and every value becomes"
                + " (pixel × scale − mean) / std.\n\n",
            ModelInput.class)
        + RecordReference.section("### `outputs` of a card", "", ModelOutputs.class);
  }
}
