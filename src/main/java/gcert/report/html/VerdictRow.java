package gcert.report.html;

import gcert.certificate.Certificate;
import gcert.report.DaysLeft;
import gcert.report.EndpointText;
import gcert.report.Reason;
import gcert.report.Result;
import gcert.report.ShortName;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A result in one row of the table of verdicts. */
final class VerdictRow {
  /** The headings of the columns. */
  static final List<String> HEADS =
      List.of("Status", "Target", "Address", "Days left", "Expires", "Issuer", "Reason");

  private VerdictRow() {}

  /**
   * The row.
   *
   * @param id where the description of the result is
   */
  static Markup of(Result result, String id) {
    Optional<Certificate> leaf =
        result.observation().chain().stream().findFirst().filter(Certificate::hasValidity);
    Markup row = begin(result, id);
    row.open("td", "class", "plain").foreign(EndpointText.address(result.observation())).close();
    if (leaf.isPresent()) {
      String day = leaf.get().notAfter().atOffset(ZoneOffset.UTC).toLocalDate().toString();
      String days = Long.toString(DaysLeft.of(leaf.get(), result.at()));
      row.element("td", days, "class", "number", "data-key", days);
      row.open("td", "class", "plain", "data-key", leaf.get().notAfter().getEpochSecond() + "");
      row.element("time", day, "datetime", day).close();
      row.open("td", "class", "issuer");
      row.foreign(ShortName.ofIssuer(leaf.get(), result)).close();
    } else {
      // Sorted, what has no certificate comes first.
      row.element("td", "–", "class", "number", "data-key", Integer.MIN_VALUE + "");
      row.element("td", "–", "class", "plain", "data-key", Long.MIN_VALUE + "");
      row.element("td", "–");
    }
    return end(row, Reason.of(result));
  }

  /** The row of a result of which nothing is known but its status, and a sentence on why. */
  static Markup without(Result result, String sentence) {
    Markup row = begin(result, "results");
    for (int i = 2; i < HEADS.size() - 1; i++) {
      row.element("td", "–");
    }
    return end(row, Markup.harmless(sentence));
  }

  /** The colour of a status. */
  static String tone(Result.Status status) {
    return switch (status) {
      case OK -> "good";
      case WARNING -> "caution";
      case FAILED, ERROR -> "bad";
    };
  }

  private static int gravity(Result.Status status) {
    return switch (status) {
      case OK -> 0;
      case WARNING -> 1;
      case FAILED -> 2;
      case ERROR -> 3;
    };
  }

  private static Markup begin(Result result, String id) {
    Result.Status status = result.status();
    Markup row = new Markup().open("tr");
    row.open("td", "class", "status " + tone(status), "data-key", gravity(status) + "");
    row.text(status.name()).close();
    row.open("th", "scope", "row").open("a", "href", "#" + id);
    return row.text(EndpointText.of(result.observation().target())).close().close();
  }

  private static Markup end(Markup row, String reason) {
    return row.element("td", reason, "class", "reason").closeLine();
  }
}
