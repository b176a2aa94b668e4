package io.bifocal.report;

import io.bifocal.store.RunRecord;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The rejected files: how many of each reason, and some of each. */
final class RejectSection {
  /** Of a reason; more are folded away, so that a phone gets to the next one. */
  private static final int UNFOLDED = 12;

  private RejectSection() {}

  static void write(Html html, RunRecord.Images images, List<RejectSample> samples) {
    html.open("section").element("h2", "Rejected files");
    if (images.rejected() == 0) {
      html.element("p", "None.");
    } else {
      html.element(
          "p",
          Amounts.count(images.rejected(), "file")
              + " of "
              + Amounts.count(images.listed())
              + " ("
              + Amounts.share((double) images.rejected(), (double) images.listed())
              + ") hold no image that can be used. All of them are in the table images, with"
              + " status = 'rejected'.");
      images.reasons().entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
          .forEach(reason -> reason(html, reason.getKey(), reason.getValue(), samples));
    }
    html.close();
  }

  private static void reason(Html html, String reason, long files, List<RejectSample> samples) {
    List<RejectSample> shown =
        samples.stream().filter(sample -> sample.reason().equals(reason)).toList();
    html.open("details", shown.size() > UNFOLDED ? new String[0] : new String[] {"open", "open"});
    html.open("summary")
        .element("b", reason)
        .text(" " + Amounts.count(files, "file"))
        .text(shown.size() < files ? ", of which the newest " + shown.size() : "")
        .element("span", meaning(reason), "class", "quiet")
        .close();
    html.open("div", "class", "rejects");
    shown.forEach(sample -> sample(html, sample));
    html.close().close();
  }

  private static void sample(Html html, RejectSample sample) {
    html.open("div", "class", "reject");
    if (sample.thumbnail() != null) {
      html.open("div", "class", "picture")
          .empty(
              "img",
              "src",
              "data:image/jpeg;base64," + sample.thumbnail(),
              "alt",
              "what can be decoded of it")
          .close();
    } else {
      html.element("div", beginning(sample), "class", "picture bytes");
    }
    html.open("div", "class", "about");
    html.open("p", "class", "path").element("bdi", sample.path()).close();
    html.element("p", sample.detail());
    html.element(
        "p",
        Amounts.bytes((double) sample.bytes())
            + (sample.modified() == null ? "" : ", of " + sample.modified()),
        "class",
        "quiet");
    html.close().close();
  }

  /** The first bytes, as text where they are. */
  private static String beginning(RejectSample sample) {
    if (sample.beginning() == null || sample.beginning().isEmpty()) {
      return sample.reason().equals("empty") ? "no bytes" : "not opened";
    }
    byte[] bytes = HexFormat.of().parseHex(sample.beginning());
    boolean isText = true;
    for (byte b : bytes) {
      isText &= b >= ' ' && b < 0x7f;
    }
    return isText
        ? new String(bytes, StandardCharsets.US_ASCII) + "…"
        : HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  private static String meaning(String reason) {
    return switch (reason) {
      case "empty" -> "no bytes at all";
      case "not_an_image" -> "nothing in the bytes says image";
      case "unsupported" -> "an image of a kind that is not read";
      case "truncated" -> "the data stops before the picture is complete";
      case "corrupt" -> "the data contradicts itself or its format";
      case "too_large" -> "more bytes than limits.max-bytes";
      case "too_many_pixels" -> "more pixels than limits.max-pixels";
      case "unreadable" -> "the bytes could not be had";
      default -> "";
    };
  }
}
