package io.bifocal.report;

/** What every page begins with. */
final class PageHead {
  private PageHead() {}

  /** Leaves the element {@code html} open. */
  static void write(Html html, String title, String css) {
    html.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml");
    html.open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    // Should markup get in all the same, it can load nothing and run nothing.
    html.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
    html.element("title", title);
    html.style(css);
    html.close();
  }
}
