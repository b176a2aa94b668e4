package io.bifocal.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier of stored vectors: learnt from them, and then part of every run. */
class ClassifierIT {
  private static final String PREDICTIONS = "predictions/model=kind";

  @TempDir private Path folder;

  @Test
  void aClassifierIsLearntAndTheNightlyRunWritesWhatItSays() throws Exception {
    for (String label : List.of("flag", "food", "person")) {
      TestCollections.copy(TestCollections.EMOJI.resolve(label), collection().resolve(label));
    }
    Path configuration = configuration("kind.conf", 64, "[hog, mobilenet]");
    assertTrue(
        run("fit", configuration, "--classifier").expect(2).err().contains("run nightly first"));
    CommandLine.Result before = run("nightly", configuration).expect(0);
    assertTrue(before.out().contains("kind"), before.out());
    assertTrue(before.out().contains("not learnt for these vectors yet"), before.out());

    CommandLine.Result fit = run("fit", configuration, "--classifier").expect(0);
    assertTrue(fit.out().contains("classifier kind version "), fit.out());
    assertTrue(fit.out().contains(", 3 classes, balanced accuracy 0."), fit.out());
    CommandLine.Result again = run("fit", configuration, "--classifier").expect(0);
    assertTrue(again.out().contains(" is there since "), again.out());

    // Others come later, which it has never seen.
    TestCollections.copy(TestCollections.EMOJI.resolve("weather"), collection());
    run("nightly", configuration).expect(0);
    try (Duck duck = new Duck(store())) {
      String joined =
          duck.table(PREDICTIONS) + " p JOIN " + duck.images() + " i USING (image_id) WHERE ";
      long labelled =
          duck.number("SELECT count(DISTINCT image_id) FROM " + joined + "i.label IS NOT NULL");
      assertTrue(labelled > 250, labelled + " labelled images");
      // It has seen these; on those that it did not know it is right in 9 of 10.
      long right =
          duck.number("SELECT count(DISTINCT image_id) FROM " + joined + "p.label = i.label");
      assertTrue(right > 0.95 * labelled, right + " of " + labelled);
      assertEquals(
          0,
          duck.number(
              "SELECT count(*) FROM "
                  + duck.table(PREDICTIONS)
                  + " WHERE error IS NOT NULL OR len(top) <> 3 OR embedding IS NOT NULL"
                  + " OR abs(list_sum(list_transform(top, lambda t: t.score)) - 1) > 1e-5"));
    }
    CommandLine.Result quiet = run("nightly", configuration).expect(0);
    assertTrue(quiet.out().contains("Nothing changed"), quiet.out());
    run("vacuum", configuration, "--keep-runs", "1").expect(0);
    CommandLine.Result verified = run("verify", configuration, "--recompute", "5").expect(0);
    assertTrue(verified.out().contains("everything in classifiers is there"), verified.out());
    assertTrue(verified.out().contains(PREDICTIONS), verified.out());

    // Of other vectors it knows nothing.
    CommandLine.Result other =
        run("nightly", configuration("other.conf", 32, "[hog, mobilenet]")).expect(0);
    assertTrue(other.out().contains("not learnt for these vectors yet"), other.out());
  }

  @Test
  void whatCannotBeLookedAtIsRefused() throws Exception {
    TestCollections.copy(TestCollections.EMOJI.resolve("flag"), collection().resolve("flag"));
    CommandLine.Result unknown =
        run("nightly", configuration("unknown.conf", 64, "[hogg]")).expect(2);
    assertTrue(unknown.err().contains("did you mean 'hog'?"), unknown.err());
    CommandLine.Result none = run("fit", Path.of("conf/quickstart.conf"), "--classifier").expect(2);
    assertTrue(none.err().contains("has no classifiers"), none.err());
  }

  private Path configuration(String name, int size, String parts) throws Exception {
    return Files.writeString(
        folder.resolve(name),
        """
        collection { root = "%s"
          pattern = "((?<label>[^/]+)/)?(?<vendor>[a-z]+)_(?<group>.+)\\\\.png" }
        store = "%s"
        extractors = [ { name = hog, input { size = %d } } ]
        models = [ { name = mobilenet, path = src/quickstart/models/mobilenetv2-576 } ]
        classifiers = [ { name = kind, of = %s } ]
        """
            .formatted(collection(), store(), size, parts));
  }

  private static CommandLine.Result run(String job, Path configuration, String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = job;
    arguments[1] = "--conf";
    arguments[2] = configuration.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return new CommandLine().run(arguments);
  }

  private Path collection() {
    return folder.resolve("collection");
  }

  private Path store() {
    return folder.resolve("store");
  }
}
