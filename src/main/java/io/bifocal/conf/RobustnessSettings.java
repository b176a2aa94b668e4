package io.bifocal.conf;

import java.util.List;

/** How {@code compare} tests robustness. */
public record RobustnessSettings(
    @Default("200")
        @Help(
            "most test images that are spoiled, each by 19 corruptions in 5 severities; 0 for no test of robustness")
        Count images,
    @Default("[20]")
        @Help("labels a class that the classifiers are trained with, besides all of them")
        List<Integer> labels,
    @Default("thumbnail")
        @Help("the set of features that the mean corruption error is normalised by")
        String baseline) {

  public RobustnessSettings {
    labels = labels.stream().distinct().sorted().toList();
  }
}
