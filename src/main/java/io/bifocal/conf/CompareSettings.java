package io.bifocal.conf;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How the job {@code compare} finds out which features a collection needs. */
public record CompareSettings(
    @Default("20k")
        @Help("most labelled contents that are looked at, drawn by their hash; at least 50")
        Count images,
    @Default("20")
        @Help(
            "random divisions into training and test, 2 to 1000; fewer where training sets are large")
        int repeats,
    @Default("[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000]")
        @Help(
            "labels a class to train with, besides all of them; those that a class does not have are left out")
        List<Integer> labels,
    @Default("0.2") @Help("share of the images that a division tests with, 0.05 to 0.5")
        double testShare,
    @Default("[logistic-regression, nearest-neighbours, support-vector-machine]")
        @Help(
            "classifiers: logistic-regression is always the first; the others are compared with it")
        List<ClassifierKind> classifiers,
    @Default("[]")
        @Help(
            "names of extractors and models that are not looked at, such as a network that was trained on these very images")
        List<String> leaveOut,
    @Default("[]") @Help("further sets of features: a list of { name = …, of = [names] }")
        List<FeatureGroup> groups,
    @Help(
            "what to train on, as split=train or ATTRIBUTE=VALUE, to see what becomes of another source; with test-on")
        Optional<Condition> trainOn,
    @Help("what to test on, as split=test or ATTRIBUTE=VALUE; with train-on")
        Optional<Condition> testOn,
    @Default("{}")
        @Help(
            "how frequent the classes will be where the classifier is used: shares by label, which make 1 together")
        Map<String, String> priors,
    @Default("{}") @Help("how robustness is tested") RobustnessSettings robustness) {

  private static final int LEAST_IMAGES = 50;
  private static final int MOST_REPEATS = 1000;
  private static final double LEAST_TEST = 0.05;
  private static final double MOST_TEST = 0.5;

  public CompareSettings {
    if (images.value() < LEAST_IMAGES) {
      throw new UserError("images = " + images + " is out of range; give at least 50");
    }
    if (repeats < 2 || repeats > MOST_REPEATS) {
      throw new UserError("repeats = " + repeats + " is out of range; give 2 to 1000");
    }
    if (!(testShare >= LEAST_TEST && testShare <= MOST_TEST)) {
      throw new UserError("test-share = " + testShare + " is out of range; give 0.05 to 0.5");
    }
    for (int count : labels) {
      if (count < 1) {
        throw new UserError("labels has " + count + "; give whole numbers from 1 on");
      }
    }
    labels = labels.stream().distinct().sorted().toList();
    if (trainOn.isPresent() != testOn.isPresent()) {
      throw new UserError("train-on and test-on go together; give both or none");
    }
    Set<String> names = new HashSet<>();
    for (FeatureGroup group : groups) {
      if (!names.add(group.name())) {
        throw new UserError(
            "two groups are named '" + group.name() + "'; give each a name of its own");
      }
    }
    classifiers = withLogisticRegression(classifiers);
    priors = Map.copyOf(priors);
    Priors.parse(priors);
  }

  private static List<ClassifierKind> withLogisticRegression(List<ClassifierKind> given) {
    return Stream.concat(Stream.of(ClassifierKind.LOGISTIC_REGRESSION), given.stream())
        .distinct()
        .toList();
  }
}
