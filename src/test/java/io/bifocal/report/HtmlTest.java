package io.bifocal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class HtmlTest {
  @Test
  void textAndAttributesNeverBecomeMarkup() {
    String hostile = "</p><script>alert(\"1\" & '2')</script><p onload='x'>";
    Document page =
        Pages.parse(new Html().open("p", "title", hostile).text(hostile).close().toString());
    Element paragraph = page.getDocumentElement();
    assertEquals(hostile, paragraph.getTextContent());
    assertEquals(hostile, paragraph.getAttribute("title"));
    assertEquals(1, page.getElementsByTagName("*").getLength());
  }

  /** The whole of Unicode, noncharacters and lone surrogates included, is parsed again. */
  @Test
  void everyCodePointCanBeWritten() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= 0x10ffff; c++) {
      all.appendCodePoint(c).append(' ');
    }
    String text =
        Pages.parse(new Html().element("p", all.toString()).toString())
            .getDocumentElement()
            .getTextContent();
    assertEquals(0x110000, text.codePoints().filter(c -> c == ' ').count() - 1);
    assertEquals("␀ ␁", text.substring(0, 3));
    assertEquals("␊", text.substring(20, 21));
    assertEquals(-1, text.indexOf(0x202e));
    assertEquals('日', text.charAt(2 * '日'));
  }

  @Test
  void whatIsStillOpenIsNoticed() {
    assertThrows(IllegalStateException.class, new Html().open("p")::toString);
    assertThrows(IllegalArgumentException.class, () -> new Html().style("a > b {}"));
  }
}
