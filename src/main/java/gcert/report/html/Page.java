package gcert.report.html;

import gcert.signature.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * A whole document around what a report has to show: the head with its policy, the style sheet, and
 * the script that sorts tables. It loads nothing, neither from the network nor from files.
 */
public final class Page {
  private static final String STYLE = resource("report.css");
  private static final String SCRIPT = resource("report.js");

  /** Whatever is not named here the browser neither loads nor runs (CSP level 3). */
  private static final String POLICY =
      "default-src 'none'; style-src '"
          + hash(STYLE)
          + "'; script-src '"
          + hash(SCRIPT)
          + "'; base-uri 'none'; form-action 'none'";

  private Page() {}

  /**
   * The document, UTF-8.
   *
   * @param title what the page is, for the tab and the first line
   * @param summary one line below the title, escaped for people
   * @param main what follows
   */
  public static byte[] of(String title, String summary, Markup main) {
    Markup page = new Markup();
    page.open("html", "lang", "en").line();
    page.open("head").line();
    page.open("meta", "charset", "utf-8").line();
    page.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY).line();
    page.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.open("meta", "name", "color-scheme", "content", "light dark").line();
    page.open("meta", "name", "referrer", "content", "no-referrer").line();
    page.open("meta", "name", "robots", "content", "noindex").line();
    page.element("title", title).line();
    page.raw("style", STYLE);
    page.closeLine();
    page.open("body").line();
    page.open("header").line();
    page.element("h1", title).line();
    page.element("p", summary).line();
    page.closeLine();
    page.open("main").line().append(main).closeLine();
    page.raw("script", SCRIPT);
    page.closeLine();
    page.closeLine();
    return ("<!DOCTYPE html>\n" + page.whole()).getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(String content) {
    byte[] digest = Sha256.of(content.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(Page.class.getResourceAsStream("/gcert/report/" + name), name)) {
      // A working copy on Windows may have carriage returns, which HTML takes for line feeds.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
