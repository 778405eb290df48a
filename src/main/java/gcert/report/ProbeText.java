package gcert.report;

import gcert.certificate.Certificate;
import gcert.failure.Failure;
import gcert.net.Deadline;
import gcert.probe.CodePoint;
import gcert.probe.Preference;
import gcert.probe.ProbeOutcome;
import gcert.probe.ProtocolVersion;
import gcert.probe.ServerRange;
import gcert.probe.Support;
import gcert.probe.VersionRange;
import gcert.probe.judging.JudgedProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a server takes, described to a person. */
public final class ProbeText {
  private static final String INDENT = "  ";
  private static final int LABEL = 26;

  private final Layout layout;

  /** Makes one for a screen. */
  public ProbeText(Layout layout) {
    this.layout = layout;
  }

  /** The description, each line ended by a line feed. */
  public String of(JudgedProbe judged) {
    ProbeOutcome probed = judged.probed();
    StringBuilder text = new StringBuilder();
    text.append(layout.painted(Colour.STRONG, EndpointText.of(probed.seen().target())));
    probed.seen().addressText().ifPresent(address -> text.append("  ").append(address));
    probed
        .range()
        .ifPresent(
            range ->
                text.append("  ")
                    .append(range.connections())
                    .append(" connections, ")
                    .append(Deadline.spoken(range.took())));
    text.append('\n');
    probed.failure().ifPresent(failure -> failure(text, failure));
    probed.range().ifPresent(range -> range(text, range, probed));
    text.append(new ProbeVerdictText(layout).of(judged));
    return text.toString();
  }

  private void failure(StringBuilder text, Failure failure) {
    String hint = failure.hint().map(h -> "; " + h).orElse("");
    String sentence = failure.step().label() + ": " + failure.what() + hint;
    for (String line : LineWrapper.ofWords(layout.shown(sentence), width())) {
      text.append(INDENT).append(layout.painted(Colour.BAD, line)).append('\n');
    }
  }

  private void range(StringBuilder text, ServerRange range, ProbeOutcome probed) {
    text.append('\n');
    for (VersionRange version : range.versions()) {
      text.append(INDENT).append(version.version().label()).append("  ");
      text.append(painted(version)).append('\n');
    }
    Optional<VersionRange> newer = Optional.empty();
    for (VersionRange version : range.spoken()) {
      version(text, version, newer);
      newer = Optional.of(version);
    }
    certificates(text, range, probed);
    text.append(new ProbeShowingText(layout).of(range, probed));
    features(text, range);
    text.append(ProbeHelloText.of(layout, range.hellos()));
  }

  private String painted(VersionRange range) {
    boolean old = range.version().compareTo(ProtocolVersion.TLS_1_2) > 0;
    return switch (range.support()) {
      case YES -> layout.painted(old ? Colour.BAD : Colour.GOOD, "yes");
      case NO -> "no";
      case UNKNOWN -> layout.painted(Colour.CAUTION, "not found out");
    };
  }

  private void version(StringBuilder text, VersionRange range, Optional<VersionRange> newer) {
    text.append('\n').append(INDENT).append(range.version().label());
    boolean alike =
        newer
            .filter(other -> other.suites().equals(range.suites()))
            .filter(other -> other.preference() == range.preference())
            .isPresent();
    if (alike && range.groups().isEmpty()) {
      text.append("  as in ").append(newer.orElseThrow().version().label()).append('\n');
      return;
    }
    text.append(chosenBy(range.preference(), "cipher suites, ")).append('\n');
    int widest = 0;
    for (VersionRange.Choice choice : range.suites()) {
      widest = Math.max(widest, choice.suite().name().length());
    }
    for (VersionRange.Choice choice : range.suites()) {
      suite(text, choice, widest);
    }
    sizes(text, range);
    listed(text, "Groups", range.groups(), range.groupPreference());
    listed(text, "Signature schemes", range.schemes(), Preference.UNKNOWN);
  }

  private static String chosenBy(Preference preference, String what) {
    return switch (preference) {
      case SERVER -> "  " + what + "the server's order";
      case CLIENT -> "  " + what + "the client's order";
      case UNKNOWN -> "";
    };
  }

  private void suite(StringBuilder text, VersionRange.Choice choice, int widest) {
    CodePoint suite = choice.suite();
    boolean openSsl = !suite.openSslName().isEmpty() && !suite.openSslName().equals(suite.name());
    List<String> parts = new ArrayList<>();
    parts.add(openSsl ? LineWrapper.padded(suite.name(), widest) : suite.name());
    if (openSsl) {
      parts.add(suite.openSslName());
    }
    String indent = INDENT + "  ";
    String before = indent;
    for (String line : LineWrapper.joined(parts, " ", layout.columns() - indent.length())) {
      text.append(before).append(line).append('\n');
      before = indent + "  ";
    }
  }

  /** The sizes of Diffie-Hellman groups, and of the temporary RSA keys of export suites. */
  private static void sizes(StringBuilder text, VersionRange range) {
    Set<Integer> dh = new TreeSet<>();
    Set<Integer> rsa = new TreeSet<>();
    for (VersionRange.Choice choice : range.suites()) {
      if (choice.dhBits().isPresent()) {
        boolean export = !choice.suite().name().startsWith("TLS_DH");
        (export ? rsa : dh).add(choice.dhBits().getAsInt());
      }
    }
    sizes(text, "Diffie-Hellman", dh);
    sizes(text, "Temporary RSA keys", rsa);
  }

  private static void sizes(StringBuilder text, String what, Set<Integer> bits) {
    if (!bits.isEmpty()) {
      String listed = bits.stream().map(String::valueOf).collect(Collectors.joining(", "));
      text.append(INDENT).append(what).append('\n');
      text.append(INDENT).append("  ").append(listed).append(" bits\n");
    }
  }

  private void listed(
      StringBuilder text, String what, List<CodePoint> codes, Preference preference) {
    if (codes.isEmpty()) {
      return;
    }
    String indent = INDENT + "  ";
    text.append(INDENT).append(what).append(chosenBy(preference, "").replaceFirst("  ", ", "));
    text.append('\n');
    List<String> names = codes.stream().map(CodePoint::name).toList();
    for (String line : LineWrapper.joined(names, "  ", layout.columns() - indent.length())) {
      text.append(indent).append(line).append('\n');
    }
  }

  private void certificates(StringBuilder text, ServerRange range, ProbeOutcome probed) {
    if (range.certificates().isEmpty()) {
      return;
    }
    text.append('\n').append(INDENT).append("Certificates").append('\n');
    for (Certificate certificate : range.certificates()) {
      List<String> parts =
          List.of(
              LineWrapper.padded(layout.text(certificate.key()), 10),
              layout.text(ShortName.of(certificate)),
              Lifetime.of(certificate, probed.at()).headline());
      for (String line : LineWrapper.joined(parts, "  ", width() - 2)) {
        text.append(INDENT).append("  ").append(line).append('\n');
      }
    }
  }

  private void features(StringBuilder text, ServerRange range) {
    text.append('\n');
    for (ServerRange.Found found : range.features()) {
      if (found.support() != Support.UNKNOWN) {
        text.append(INDENT).append(LineWrapper.padded(found.feature().label(), LABEL));
        text.append(found.support() == Support.YES ? "yes" : "no").append('\n');
      }
    }
    if (!range.protocols().isEmpty()) {
      String agreed = range.protocols().stream().map(layout::text).collect(Collectors.joining(" "));
      text.append(INDENT).append(LineWrapper.padded("ALPN", LABEL)).append(agreed).append('\n');
    }
  }

  private int width() {
    return layout.columns() - INDENT.length();
  }
}
