package io.bifocal.report;

import static io.bifocal.report.Pages.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.store.DriftFinding;
import io.bifocal.store.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class RunPageTest {
  private static final String HOSTILE = "a\"b'/<script>alert(1)</script>\n\u202e.png";

  @Test
  void saysInOrderWhatHappened() {
    Document page = Pages.page(Pages.STOPPED, List.of(), List.of());
    assertEquals(
        List.of(
            "What changed",
            "What was not finished",
            "Rejected files",
            "Throughput",
            "Cost",
            "Drift",
            "Tables"),
        texts(page, "h2"));
    assertEquals(
        "Stopped at its deadline after 30 min 0 s: 88,000 rows missing, with which the next run"
            + " goes on; 2 rows with an error.",
        texts(page, "p").get(0));
  }

  @Test
  void numbersAreThoseOfTheRecord() {
    Document page = Pages.page(Pages.STOPPED, List.of(), List.of());
    assertEquals(
        List.of("100,000", "2,000", "97,900", "100", "99,993", "7", "98,000", "11"),
        texts(page, "b").subList(0, 8));
    List<List<String>> rows = rows(page);
    assertEquals(List.of("hog", "features", "0123abcd", "60,000", "0", "98,000", "0"), rows.get(1));
    assertEquals(
        List.of("mobilenet", "predictions", "0123abcd", "10,000", "2", "10,000", "88,000"),
        rows.get(2));
    // 2700 s × 10 W = 7.5 Wh; × 480 g/kWh = 3.6 g; 2700 s ÷ 60,000 = 45 ms.
    assertEquals(List.of("hog", "75.0 %", "2,700", "45.0", "7.50 Wh", "3.60 g"), rows.get(4));
    assertEquals(List.of("mobilenet", "15.0 %", "540", "54.0", "1.50 Wh", "0.720 g"), rows.get(5));
    // The rest: 360 s ÷ 60,000 decoded = 6 ms.
    assertEquals(
        List.of(
            "listing, reading, decoding, tables", "10.0 %", "360", "6.00", "1.00 Wh", "0.480 g"),
        rows.get(6));
    assertEquals(List.of("all", "100.0 %", "3,600", "60.0", "10.0 Wh", "4.80 g"), rows.get(7));
    String text = page.getDocumentElement().getTextContent();
    // From 100 s to 1600 s: 60,000 images in 1500 s; 88,000 take 2200 s at that.
    assertTrue(
        text.contains("60,000 images in 3 waves and 25 min 0 s, 40.0 images/s; 5.00 GiB read"),
        text);
    assertTrue(text.contains("about 36 min 40 s of work"), text);
    assertTrue(text.contains("mobilenet lacks 88,000 images of 98,000 (89.8 %)"), text);
    assertFalse(text.contains("hog lacks"), text);
  }

  @Test
  void namesAndMessagesOfHostileFilesStayText() {
    RejectSample sample =
        new RejectSample(HOSTILE, "empty", HOSTILE, 0, "2026-11-21 10:00:00", null, null);
    RunRecord record =
        Pages.record(
            RunRecord.COMPLETE,
            new RunRecord.Images(1, 0, 1, Map.of("empty", 1L, HOSTILE, 1L), 1, 0, 1, 0, 0),
            List.of(Pages.produced("features", HOSTILE, 1, 1, 1, 0, 1)));
    DriftFinding finding =
        new DriftFinding(HOSTILE, HOSTILE, HOSTILE, 1, 0.5, 0.2, DriftFinding.WARNING, HOSTILE);
    Document page = Pages.page(record, List.of(sample), List.of(finding));
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertEquals("a\"b'/<script>alert(1)</script>␊�.png", texts(page, "bdi").get(0));
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      for (int j = 0; j < element.getAttributes().getLength(); j++) {
        String name = element.getAttributes().item(j).getNodeName();
        String value = element.getAttributes().item(j).getNodeValue();
        assertFalse(name.startsWith("on"), name);
        assertFalse(
            value.contains("://") && !value.startsWith("http://www.w3.org/"),
            "nothing is loaded from elsewhere: " + value);
      }
    }
  }

  @Test
  void rejectsShowWhatCanBeSeenOfThem() {
    Document page =
        Pages.page(
            Pages.STOPPED,
            List.of(
                new RejectSample("cut.jpg", "truncated", "ends at 100", 100, null, "QUJD", "ffd8"),
                new RejectSample("x.pdf", "truncated", "d", 9, null, null, "255044462d312e37"),
                new RejectSample("raw", "truncated", "d", 9, null, null, "00ff"),
                new RejectSample("pipe", "empty", "d", 0, null, null, null)),
            List.of());
    assertEquals(
        "data:image/jpeg;base64,QUJD",
        ((Element) page.getElementsByTagName("img").item(0)).getAttribute("src"));
    String text = page.getDocumentElement().getTextContent();
    for (String expected :
        new String[] {
          "%PDF-1.7…",
          "00 ff",
          "no bytes",
          "truncated 4 files, of which the newest 3",
          "empty 3 files, of which the newest 1",
          "7 files of 100,000 (0.0 %)"
        }) {
      assertTrue(text.contains(expected), expected);
    }
  }

  @Test
  void aRunWithNothingToDoSaysSo() {
    RunRecord record =
        new RunRecord(
            "r",
            "scan",
            RunRecord.COMPLETE,
            "s",
            "f",
            9.94,
            "b",
            "s",
            "/c",
            "",
            new RunRecord.Images(5, 5, 0, Map.of(), 0, 5, 0, 5, 0),
            new RunRecord.Work(0, 0, 0, 0, 0, Map.of()),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    Document page = Pages.page(record, List.of(), List.of());
    assertEquals("Complete after 9.9 s; there is nothing to do.", texts(page, "p").get(0));
    String text = page.getDocumentElement().getTextContent();
    assertTrue(text.contains("Nothing: the run did all that there was to do."), text);
    assertTrue(text.contains("No image was decoded."), text);
    assertTrue(text.contains("compared with no other"), text);
  }

  @Test
  void driftPutsWhatMattersFirst() {
    DriftFinding fine =
        new DriftFinding("labels", "run1", "PSI", 0.01, 1, 0.1, DriftFinding.OK, "as before");
    DriftFinding bad =
        new DriftFinding("rejects", "run1", "PSI", 0.9, 0.001, 0.25, DriftFinding.FAILURE, "more");
    Document page = Pages.page(Pages.STOPPED, List.of(), List.of(fine, bad));
    String text = page.getDocumentElement().getTextContent();
    assertTrue(text.contains("rejects against run1: more"), text);
    assertTrue(text.contains("All 2 comparisons"), text);
    List<List<String>> rows = rows(page);
    assertEquals("rejects", rows.get(rows.size() - 2).get(0));
    assertTrue(texts(page, "p").get(0).contains("1 failure of drift"), texts(page, "p").get(0));
    assertTrue(
        Pages.page(Pages.STOPPED, List.of(), List.of(fine))
            .getDocumentElement()
            .getTextContent()
            .contains("Nothing beyond the thresholds, compared with run1."));
  }

  private static List<List<String>> rows(Document page) {
    List<List<String>> rows = new ArrayList<>();
    NodeList found = page.getElementsByTagName("tr");
    for (int i = 0; i < found.getLength(); i++) {
      List<String> row = new ArrayList<>();
      NodeList cells = ((Element) found.item(i)).getElementsByTagName("td");
      for (int j = 0; j < cells.getLength(); j++) {
        row.add(cells.item(j).getTextContent().strip());
      }
      rows.add(row);
    }
    return rows;
  }
}
