package io.bifocal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.store.Compaction.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CompactionTest {
  private static final long TARGET = 100;

  @Test
  void smallFilesAreMergedUpToTheTarget() {
    List<Piece> pieces =
        List.of(clean("a", 40), clean("b", 40), clean("c", 100), clean("d", 49), clean("e", 30));
    Compaction compaction = Compaction.of(pieces, TARGET);
    assertEquals(List.of(List.of("a", "b"), List.of("d", "e")), names(compaction.groups()));
    assertEquals(List.of(clean("c", 100)), compaction.kept());
    assertEquals(4, compaction.rewritten());
  }

  @Test
  void supersededRowsAreLeftOutOfLargeFilesToo() {
    Piece dirty = new Piece("a", 10, 200, 1);
    Piece all = new Piece("b", 10, 200, 10);
    Compaction compaction = Compaction.of(List.of(dirty, all, clean("c", 200)), TARGET);
    assertEquals(List.of(List.of("a"), List.of("b")), names(compaction.groups()));
    assertEquals(11, compaction.superseded());
    assertEquals(180, dirty.remaining());
    assertEquals(0, all.remaining());
  }

  @Test
  void oneSmallFileAloneStays() {
    Compaction compaction = Compaction.of(List.of(clean("a", 1), clean("b", 60)), TARGET);
    assertEquals(List.of(), compaction.groups());
    assertEquals(2, compaction.kept().size());
  }

  @Property
  void everyFileHasItsPlaceOnceAndNoGroupIsTooLarge(@ForAll("pieces") List<Piece> pieces) {
    Compaction compaction = Compaction.of(pieces, TARGET);
    List<Piece> all =
        Stream.concat(
                compaction.groups().stream().flatMap(List::stream), compaction.kept().stream())
            .sorted((a, b) -> a.path().compareTo(b.path()))
            .toList();
    assertEquals(pieces, all);
    assertTrue(compaction.kept().stream().allMatch(piece -> piece.superseded() == 0));
    for (List<Piece> group : compaction.groups()) {
      assertTrue(group.size() == 1 || bytes(group) <= TARGET, group::toString);
    }
  }

  @Property
  void whatWasCompactedIsNotCompactedAgain(@ForAll("pieces") List<Piece> pieces) {
    Compaction compaction = Compaction.of(pieces, TARGET);
    List<Piece> after = new ArrayList<>();
    for (List<Piece> group : compaction.groups()) {
      if (bytes(group) > 0) {
        after.add(clean("new-" + after.size(), bytes(group)));
      }
    }
    after.addAll(compaction.kept());
    assertEquals(List.of(), Compaction.of(after, TARGET).groups());
  }

  @Provide
  Arbitrary<List<Piece>> pieces() {
    Arbitrary<long[]> sizes =
        Combinators.combine(
                Arbitraries.longs().between(0, 20),
                Arbitraries.longs().between(1, 12),
                Arbitraries.integers().between(0, 3))
            .as(
                (rows, bytesPerRow, share) ->
                    new long[] {rows, rows * bytesPerRow, share == 3 ? rows : rows * share / 8});
    return sizes
        .list()
        .ofMaxSize(30)
        .map(
            list -> {
              List<Piece> pieces = new ArrayList<>();
              for (long[] size : list) {
                String name = "part-" + (100 + pieces.size());
                pieces.add(new Piece(name, size[0], size[1], size[2]));
              }
              return pieces;
            });
  }

  private static long bytes(List<Piece> group) {
    return group.stream().mapToLong(Piece::remaining).sum();
  }

  private static Piece clean(String path, long bytes) {
    return new Piece(path, bytes, bytes, 0);
  }

  private static List<List<String>> names(List<List<Piece>> groups) {
    return groups.stream().map(group -> group.stream().map(Piece::path).toList()).toList();
  }
}
