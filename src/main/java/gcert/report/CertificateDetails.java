package gcert.report;

import gcert.certificate.Certificate;
import gcert.certificate.ExtensionReader;
import gcert.certificate.ExtensionText;
import gcert.target.ServerTarget;
import gcert.target.Target;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Everything about one certificate, in lines of a label and a value that is wrapped. */
final class CertificateDetails {
  private static final int MOST_NAMES = 100;
  private static final int FEW_NAMES = 12;

  private final Layout layout;
  private final LabelledLines lines;

  private CertificateDetails(Layout layout, int width) {
    this.layout = layout;
    this.lines = new LabelledLines(layout, width);
  }

  /** The lines, none of them ended. */
  static List<String> lines(Certificate certificate, Target target, Layout layout, int width) {
    CertificateDetails details = new CertificateDetails(layout, width);
    Optional<String> host =
        target instanceof ServerTarget server
            ? Optional.of(server.identity().text())
            : Optional.empty();
    details.describe(certificate, host);
    details.unbroken("TLSA", owner(target) + "3 1 1 " + certificate.spkiSha256());
    return details.lines.lines();
  }

  /** The lines of a certificate that is no server's. */
  static List<String> lines(Certificate certificate, Layout layout, int width) {
    CertificateDetails details = new CertificateDetails(layout, width);
    details.describe(certificate, Optional.empty());
    return details.lines.lines();
  }

  private void describe(Certificate certificate, Optional<String> host) {
    names(certificate, host);
    lines.words("subject", certificate.subject());
    lines.words("issuer", certificate.issuer());
    lines.words("serial", certificate.serialNumber().toString(16));
    if (certificate.hasValidity()) {
      lines.words("valid", "from " + UtcTime.of(certificate.notBefore()));
      lines.words("", "to   " + UtcTime.of(certificate.notAfter()));
    } else {
      lines.words("valid", "its dates cannot be read");
    }
    lines.words("key", certificate.key());
    lines.words("signature", certificate.signature());
    for (ExtensionText extension : ExtensionReader.read(certificate)) {
      extension(extension);
    }
    unbroken("sha256", certificate.sha256());
    unbroken("pin", "sha256//" + base64(certificate.spkiSha256()));
  }

  /** What is copied into a zone or a configuration has to stay in one piece. */
  private void unbroken(String label, String value) {
    lines.put(label, List.of(layout.text(value)));
  }

  /** Those that are valid for the host, then the others, and how many there are. */
  private void names(Certificate certificate, Optional<String> host) {
    List<String> all = new ArrayList<>(certificate.names());
    if (all.size() < 2) {
      lines.words("name", all.isEmpty() ? "no alternative names" : all.get(0));
      return;
    }
    all.sort(Comparator.comparing(name -> host.filter(met -> covers(name, met)).isEmpty()));
    int shown = Math.min(all.size(), MOST_NAMES);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      names.add(layout.text(all.get(i)) + (i + 1 < shown ? "," : ""));
    }
    List<String> wrapped = LineWrapper.joined(names, " ", lines.room());
    String rest = shown < all.size() ? ", " + shown + " of them shown" : "";
    List<String> count = new ArrayList<>();
    for (String line : LineWrapper.ofWords(all.size() + " names" + rest, lines.room())) {
      count.add(layout.painted(Colour.FAINT, line));
    }
    // Of a long list the end is off the screen.
    wrapped.addAll(all.size() > FEW_NAMES ? 0 : wrapped.size(), count);
    lines.put("names", wrapped);
  }

  /** Whether a name is the host's, or that of its domain with a wildcard (RFC 9525 section 6.3). */
  private static boolean covers(String name, String host) {
    int dot = host.indexOf('.');
    return name.equalsIgnoreCase(host)
        || (dot > 0 && name.equalsIgnoreCase("*" + host.substring(dot)));
  }

  private void extension(ExtensionText extension) {
    boolean named = !extension.label().equals(extension.oid());
    String label = named ? extension.label() : "extension";
    String mark = extension.critical() && !(named && extension.readable()) ? ", critical" : "";
    for (String value : extension.values()) {
      String before = named && extension.readable() ? "" : extension.oid() + (named ? " " : ": ");
      lines.words(label, before + value + mark);
      label = "";
    }
  }

  /** The name under which the record is published (RFC 6698 section 3); empty for a file. */
  private static String owner(Target target) {
    return target instanceof ServerTarget server
        ? "_" + server.port() + "._tcp." + server.identity().text() + ". IN TLSA "
        : "";
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
