package gcert.report;

import gcert.certificate.Certificate;
import gcert.certificate.ExtensionReader;
import gcert.certificate.ExtensionWords;
import gcert.target.ServerTarget;
import gcert.target.Target;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Everything about one certificate, in lines of a label and a value that is wrapped. */
final class CertificateDetails {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final int MOST_NAMES = 100;

  private final Layout layout;
  private final LabelledLines lines;

  private CertificateDetails(Layout layout, int width) {
    this.layout = layout;
    this.lines = new LabelledLines(layout, width);
  }

  /** The lines, none of them ended. */
  static List<String> lines(Certificate certificate, Target target, Layout layout, int width) {
    CertificateDetails details = new CertificateDetails(layout, width);
    details.describe(certificate);
    details.lines.words("TLSA", owner(target) + "3 1 1 " + certificate.spkiSha256());
    return details.lines.lines();
  }

  /** The lines of a certificate that is no server's. */
  static List<String> lines(Certificate certificate, Layout layout, int width) {
    CertificateDetails details = new CertificateDetails(layout, width);
    details.describe(certificate);
    return details.lines.lines();
  }

  private void describe(Certificate certificate) {
    names(certificate);
    lines.words("subject", certificate.subject());
    lines.words("issuer", certificate.issuer());
    lines.words("serial", certificate.serialNumber().toString(16));
    lines.words("valid", "from " + UTC.format(certificate.notBefore()));
    lines.words("", "to   " + UTC.format(certificate.notAfter()));
    lines.words("key", certificate.key());
    lines.words("signature", certificate.signature());
    for (ExtensionWords extension : ExtensionReader.read(certificate)) {
      extension(extension);
    }
    lines.words("sha256", certificate.sha256());
    lines.words("pin", "sha256/" + base64(certificate.spkiSha256()));
  }

  private void names(Certificate certificate) {
    List<String> all = certificate.names();
    if (all.size() < 2) {
      lines.words("name", all.isEmpty() ? "none" : all.get(0));
      return;
    }
    int shown = Math.min(all.size(), MOST_NAMES);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      names.add(layout.text(all.get(i)) + (i + 1 < shown ? "," : ""));
    }
    List<String> wrapped = new ArrayList<>(Lines.joined(names, " ", lines.room()));
    String rest = shown < all.size() ? ", the first " + shown + " of them shown" : "";
    for (String line : Lines.ofWords(all.size() + " names" + rest, lines.room())) {
      wrapped.add(layout.painted(Colour.FAINT, line));
    }
    lines.put("names", wrapped);
  }

  private void extension(ExtensionWords extension) {
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
