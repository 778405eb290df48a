package gcert.report;

import gcert.certificate.Certificate;
import gcert.probe.ProbeOutcome;
import gcert.probe.ServerRange;
import gcert.probe.Showing;
import java.util.ArrayList;
import java.util.List;

/** To whom a server shows other certificates, described to a person. */
public final class ProbeShowingText {
  private static final String INDENT = "    ";

  private final Layout layout;

  /** Makes one for a screen. */
  public ProbeShowingText(Layout layout) {
    this.layout = layout;
  }

  /** What differs by server name and address; one line when nothing does. */
  public String of(ServerRange range, ProbeOutcome probed) {
    if (range.showings().isEmpty()) {
      return "";
    }
    List<Showing> different = range.differentShowings();
    long addresses = range.showings().stream().map(Showing::address).distinct().count();
    StringBuilder text = new StringBuilder();
    if (different.isEmpty()) {
      text.append(INDENT).append("the same whatever server name is sent");
      text.append(addresses > 1 ? ", at " + addresses + " addresses\n" : "\n");
      return text.toString();
    }
    text.append("  Shown otherwise\n");
    for (Showing showing : different) {
      List<Showing> whole = sameAt(range, showing);
      boolean whatever = whole.size() > 1 && different.containsAll(whole);
      if (whatever && !whole.get(0).equals(showing)) {
        continue;
      }
      String name = whatever ? "whatever server name is sent" : showing.sent().label();
      String before = INDENT;
      for (String line :
          LineWrapper.joined(parts(showing, name, probed, addresses), "  ", width())) {
        text.append(before).append(line).append('\n');
        before = INDENT + "  ";
      }
    }
    return text.toString();
  }

  /** All that was shown at the same address with the same kind of key, if it is all the same. */
  private static List<Showing> sameAt(ServerRange range, Showing one) {
    List<Showing> there =
        range.showings().stream()
            .filter(other -> other.address().equals(one.address()))
            .filter(other -> other.authentication().equals(one.authentication()))
            .toList();
    return there.stream().allMatch(one::isLike) ? there : List.of();
  }

  private int width() {
    return layout.columns() - INDENT.length() - 2;
  }

  private List<String> parts(Showing showing, String name, ProbeOutcome probed, long addresses) {
    List<String> parts = new ArrayList<>();
    if (addresses > 1 && showing.address().isPresent()) {
      parts.add("at " + showing.address().get().getHostAddress());
    }
    parts.add(name + ":");
    if (showing.certificate().isPresent()) {
      Certificate certificate = showing.certificate().get();
      parts.add(layout.text(certificate.key()));
      parts.add(layout.text(ShortName.of(certificate)));
      parts.add(Lifetime.of(certificate, probed.at()).headline());
    } else {
      parts.add(
          showing.authentication()
              + (showing.alert().isEmpty()
                  ? " not found out"
                  : " refused" + alert(showing.alert().getAsInt())));
    }
    return parts;
  }

  /** RFC 8446 section 6. */
  private static String alert(int code) {
    return switch (code) {
      case -1 -> "";
      case 40 -> " (handshake_failure)";
      case 80 -> " (internal_error)";
      case 112 -> " (unrecognized_name)";
      default -> " (alert " + code + ")";
    };
  }
}
