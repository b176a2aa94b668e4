package io.bifocal.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariantTest {

  @Test
  void namesAreStable() {
    List<String> corruptions = names(Variant.corruptions());
    assertEquals(95, corruptions.size());
    assertEquals("corruption/gaussian-noise/1", corruptions.get(0));
    assertEquals("corruption/saturate/5", corruptions.get(94));
    assertEquals(
        List.of(
            "perturbation/shift-right",
            "perturbation/shift-left",
            "perturbation/shift-down",
            "perturbation/shift-up",
            "perturbation/brighter",
            "perturbation/darker",
            "perturbation/jpeg-95",
            "perturbation/jpeg-90"),
        names(Variant.perturbations()));
    assertEquals(
        List.of("occlusion/0/0", "occlusion/0/1", "occlusion/0/2", "occlusion/1/0"),
        names(Variant.occlusions(2, 3)).subList(0, 4));
    assertEquals("clean", Variant.CLEAN.name());
  }

  @Test
  void noTwoDoTheSame() {
    List<Variant> all = Variant.corruptions();
    all.addAll(Variant.perturbations());
    all.addAll(Variant.occlusions(8, 8));
    Set<Object> operators = new HashSet<>();
    all.forEach(variant -> operators.add(variant.operator()));
    assertEquals(95 + 8 + 64, operators.size());
    assertEquals(95 + 8 + 64, new HashSet<>(names(all)).size());
  }

  private static List<String> names(List<Variant> variants) {
    return variants.stream().map(Variant::name).toList();
  }
}
