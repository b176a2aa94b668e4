package io.bifocal.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bifocal.analysis.compare.Comparison;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ComparePageTest {
  private static final String HOSTILE = "a\"b'/<script>alert(1)</script>\n\u202e]]>&amp;#";

  @Test
  void sectionsAreInOrder() {
    assertEquals(
        List.of(
            "Data",
            "How many labels does it take?",
            "Each curve as one number",
            "Differences",
            "Accuracy against cost",
            "Robustness",
            "Unseen source",
            "Can probabilities be taken at their word?",
            "What is mistaken for what",
            "Parts of the images",
            "Where classes are as frequent as in use",
            "What carries the decision",
            "Examples side by side",
            "How it was done"),
        Pages.texts(page(Comparisons.example()), "h2"));
  }

  @Test
  void everySectionShowsTheFiguresThatItIsGiven() {
    Document page = page(Comparisons.example());
    says(
        page,
        "Which lens",
        "24 labels a class.95 % interval 15 to 42",
        "hdfs:///collections/natural");
    says(page, "Data", "2,300images took part", "3 images with two labels or more", "truck");
    says(
        page,
        "How many labels",
        "24.2 labels a class (95 % interval 14.6 to 41.9)",
        "crossing at 24.2",
        "late-fusion0.900");
    // Of hog, 14 labels: 0.28 + (0.71 − 0.28) × ln 14 ÷ ln 180.
    says(page, "Each curve", "0.499 (0.487 to 0.511)");
    says(page, "Differences", "305 of 360", "0.120 (0.090 to 0.150)", "below 0.001", "cannot tell");
    says(page, "Accuracy against cost", "13.3 MiB", "9.40", "with 10 labels a class");
    says(page, "Robustness", "gaussian noise", "late-fusionall labels40.7", "shift-right");
    says(page, "Robustness", "texture, mean probability");
    says(page, "Unseen", "vendor = apple", "0.630 (0.600 to 0.660)", "0.270 (0.235 to 0.305)");
    says(page, "Can probabilities", "classical0.0820.0171.62", "Risk by coverage");
    says(page, "What is mistaken", "460 test images", "414 were answered right", "exceeds 0.870");
    says(page, "Parts", "lowest third7660.710 (0.681 to 0.739)");
    says(page, "Where classes", "Saerens", "0.150 (0.125 to 0.175)", "late-fusion0.8800.900");
    says(page, "What carries", "0.310 (0.296 to 0.324)");
    says(page, "Examples", "birds/heron, grey.png", "probability 0.910: right", "no picture");
    says(page, "How it was", "20 random divisions", "20.0 %", "run=20261123T160000Z");
  }

  @Test
  void labelsAndPathsOfTheCollectionStayText() {
    Document page = page(Comparisons.hostile(HOSTILE));
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertTrue(
        Pages.texts(page, "bdi").contains("a\"b'/<script>alert(1)</script>␊�]]>&amp;#"),
        Pages.texts(page, "bdi").toString());
    NodeList all = page.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      for (int j = 0; j < element.getAttributes().getLength(); j++) {
        String name = element.getAttributes().item(j).getNodeName();
        String value = element.getAttributes().item(j).getNodeValue();
        assertFalse(name.startsWith("on") || name.equals("href"), name);
        assertFalse(
            value.contains("://") && !value.startsWith("http://www.w3.org/"),
            "nothing is loaded from elsewhere: " + value);
      }
    }
  }

  @Test
  void whatIsNotThereIsLeftOutOrSaidInALine() {
    Document page = page(Comparisons.bare());
    assertEquals(
        List.of(
            "Data",
            "How many labels does it take?",
            "Accuracy against cost",
            "Robustness",
            "Unseen source",
            "Examples side by side",
            "How it was done"),
        Pages.texts(page, "h2"));
    String text = page.getDocumentElement().getTextContent();
    assertTrue(text.contains("Images were not spoiled in this comparison."), text);
    assertTrue(text.contains("set compare.train-on and compare.test-on"), text);
    assertEquals(0, page.getElementsByTagName("svg").getLength() - bars(page));
  }

  @Test
  void theLargestComparisonStaysBelowFiveMegabytes() {
    String html = ComparePage.of(Comparisons.large());
    int bytes = html.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes < 5_000_000, bytes + " bytes");
    Document page = Pages.parse(html);
    says(page, "What is mistaken", "Most frequent mistakes", "The 30 lowest");
    assertFalse(section(page, "What is mistaken").contains("Images by right class"));
  }

  @Test
  void picturesSayWhatTheyShowAndTablesWhatTheirCellsAreAbout() {
    Document page = page(Comparisons.example());
    NodeList pictures = page.getElementsByTagName("svg");
    int drawings = 0;
    for (int i = 0; i < pictures.getLength(); i++) {
      Element picture = (Element) pictures.item(i);
      if (picture.getAttribute("role").equals("img")) {
        drawings++;
        assertEquals(1, picture.getElementsByTagName("title").getLength());
        assertEquals(1, picture.getElementsByTagName("desc").getLength());
      }
    }
    // Curves, 2 of costs, 19 of severities, 6 of reliability, coverage, 2 maps of 9 examples.
    assertEquals(1 + 2 + 19 + 6 + 1 + 18, drawings);
    NodeList headings = page.getElementsByTagName("th");
    for (int i = 0; i < headings.getLength(); i++) {
      String scope = ((Element) headings.item(i)).getAttribute("scope");
      assertTrue(scope.equals("col") || scope.equals("row"), scope);
    }
  }

  @Test
  void noPlaceOfAPictureIsUnknown() {
    NodeList all = page(Comparisons.withGaps()).getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      for (int j = 0; j < all.item(i).getAttributes().getLength(); j++) {
        String value = all.item(i).getAttributes().item(j).getNodeValue();
        assertFalse(value.contains("NaN") || value.contains("Infinity"), value);
      }
    }
  }

  @Test
  void namesBesideLinesAreMovedApartAndStayInside() {
    assertArrayEquals(
        new double[] {0.1, 0.155, 0.6}, Plot.spread(new double[] {0.1, 0.11, 0.6}), 1e-9);
    assertArrayEquals(new double[] {0.945, 1}, Plot.spread(new double[] {0.99, 1}), 1e-9);
  }

  private static Document page(Comparison comparison) {
    return Pages.parse(ComparePage.of(comparison));
  }

  private static void says(Document page, String heading, String... texts) {
    String section = section(page, heading);
    for (String text : texts) {
      assertTrue(section.contains(text), "not in the section " + heading + ": " + text);
    }
  }

  /** The text of the section whose heading begins so. */
  private static String section(Document page, String heading) {
    return Pages.texts(page, "section").stream()
        .filter(section -> section.startsWith(heading))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no section " + heading));
  }

  private static int bars(Document page) {
    int bars = 0;
    NodeList cells = page.getElementsByTagName("td");
    for (int i = 0; i < cells.getLength(); i++) {
      bars += ((Element) cells.item(i)).getElementsByTagName("svg").getLength();
    }
    return bars;
  }
}
