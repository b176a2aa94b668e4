package io.bifocal.report;

import io.bifocal.conf.ReportSettings;
import io.bifocal.conf.Tolerance;
import io.bifocal.store.DriftFinding;
import io.bifocal.store.RunRecord;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Records to report on, and pages as a second reader sees them. */
final class Pages {
  static final ReportSettings FACTORS = new ReportSettings(10, 480);
  static final Tolerance ALL = Tolerance.parse("100%");

  /** 3600 s of CPU: 2700 of hog, 540 of mobilenet, 360 of all else. */
  static final RunRecord STOPPED =
      record(
          RunRecord.STOPPED,
          new RunRecord.Images(
              100_000,
              99_993,
              7,
              Map.of("truncated", 4L, "empty", 3L),
              11,
              98_000,
              2_000,
              97_900,
              100),
          List.of(
              produced("features", "hog", 60_000, 0, 98_000, 0, 2700),
              produced("predictions", "mobilenet", 10_000, 2, 10_000, 88_000, 540)));

  private Pages() {}

  static RunRecord record(
      String outcome, RunRecord.Images images, List<RunRecord.Produced> producers) {
    return new RunRecord(
        "20261122T020000Z",
        "nightly",
        outcome,
        "2026-11-22T02:00:00Z",
        "2026-11-22T02:30:00Z",
        1800,
        "0.1.0",
        "4.1.0",
        "/photos",
        "",
        images,
        new RunRecord.Work(2_000, 60_000, 5L << 30, 3, 3600, Map.of("decode", 410.0)),
        producers,
        List.of(),
        List.of(
            new RunRecord.Wave(100, 400, 6_000),
            new RunRecord.Wave(300, 900, 24_000),
            new RunRecord.Wave(800, 1600, 30_000)),
        List.of());
  }

  static RunRecord.Produced produced(
      String kind,
      String name,
      long computed,
      long errors,
      long present,
      long missing,
      double seconds) {
    return new RunRecord.Produced(
        kind, name, "0123abcd", "{}", 10, computed, errors, present, missing, seconds, 1);
  }

  static Document page(RunRecord record, List<RejectSample> samples, List<DriftFinding> drift) {
    return parse(
        RunPage.of(record, "/store", FACTORS, Verdict.of(record, ALL, drift), samples, drift));
  }

  /** As XML, which forgives nothing. */
  static Document parse(String page) {
    try {
      DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(page)));
    } catch (ParserConfigurationException | SAXException e) {
      throw new AssertionError(page, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What elements of a name say, in their order. */
  static List<String> texts(Document page, String element) {
    List<String> texts = new ArrayList<>();
    NodeList found = page.getElementsByTagName(element);
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent());
    }
    return texts;
  }
}
