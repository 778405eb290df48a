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
  private static final int LABELS = 11;
  private static final int MOST_NAMES = 100;

  private final Layout layout;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  private CertificateDetails(Layout layout, int width) {
    this.layout = layout;
    this.width = width;
  }

  /** The lines, none of them ended. */
  static List<String> lines(Certificate certificate, Target target, Layout layout, int width) {
    CertificateDetails details = new CertificateDetails(layout, width);
    details.names(certificate);
    details.words("subject", certificate.subject());
    details.words("issuer", certificate.issuer());
    details.words("serial", certificate.serialNumber().toString(16));
    details.words("valid", "from " + UTC.format(certificate.notBefore()));
    details.words("", "to   " + UTC.format(certificate.notAfter()));
    details.words("key", certificate.key());
    details.words("signature", certificate.signature());
    for (ExtensionWords extension : ExtensionReader.read(certificate)) {
      details.extension(extension);
    }
    details.words("sha256", certificate.sha256());
    details.words("pin", "sha256/" + base64(certificate.spkiSha256()));
    details.words("TLSA", owner(target) + "3 1 1 " + certificate.spkiSha256());
    return details.lines;
  }

  private void names(Certificate certificate) {
    List<String> all = certificate.names();
    if (all.size() < 2) {
      words("name", all.isEmpty() ? "none" : all.get(0));
      return;
    }
    int shown = Math.min(all.size(), MOST_NAMES);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      names.add(layout.text(all.get(i)) + (i + 1 < shown ? "," : ""));
    }
    List<String> wrapped = new ArrayList<>(Lines.joined(names, " ", width - LABELS));
    String rest = shown < all.size() ? ", the first " + shown + " of them shown" : "";
    for (String line : Lines.ofWords(all.size() + " names" + rest, width - LABELS)) {
      wrapped.add(layout.painted(Colour.FAINT, line));
    }
    put("names", wrapped);
  }

  private void extension(ExtensionWords extension) {
    boolean named = !extension.label().equals(extension.oid());
    String label = named ? extension.label() : "extension";
    String mark = extension.critical() && !(named && extension.readable()) ? ", critical" : "";
    for (String value : extension.values()) {
      String before = named && extension.readable() ? "" : extension.oid() + (named ? " " : ": ");
      words(label, before + value + mark);
      label = "";
    }
  }

  private void words(String label, String value) {
    put(label, Lines.ofWords(layout.text(value), width - LABELS));
  }

  private void put(String label, List<String> values) {
    String before = layout.painted(Colour.FAINT, label) + " ".repeat(LABELS - label.length());
    for (String value : values) {
      lines.add((before + value).stripTrailing());
      before = " ".repeat(LABELS);
    }
  }

  /** The name under which the record is published (RFC 6698 section 3); empty for a file. */
  private static String owner(Target target) {
    return target instanceof ServerTarget server
        ? "_" + server.port() + "._tcp." + server.host().text() + ". IN TLSA "
        : "";
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
