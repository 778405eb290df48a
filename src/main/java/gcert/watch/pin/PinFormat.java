package gcert.watch.pin;

import gcert.certificate.Certificate;
import gcert.pem.PemEncoder;
import gcert.pem.TrustStoreWriter;
import gcert.report.CertificateLines;
import gcert.target.ServerTarget;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The forms in which a set of acceptable certificates is kept for other programs. */
public enum PinFormat {
  /** The certificates, RFC 7468. */
  PEM,
  /**
   * {@code sha256//BASE64} of each key, one per line, as curl's {@code --pinnedpubkey} has them.
   */
  SPKI,
  /** One entry of Postfix's {@code smtp_tls_policy_maps} for each server. */
  POSTFIX,
  /** One TLSA record 3 1 1 for each key of each server, RFC 6698. */
  TLSA,
  /** A PKCS#12 trust store. */
  PKCS12,
  /** A Java trust store. */
  JKS;

  /**
   * The acceptable certificates of one server.
   *
   * @param server which
   * @param certificates at least one, in a stable order
   */
  public record Pins(ServerTarget server, List<Certificate> certificates) {
    /** Takes a copy of the list. */
    public Pins {
      certificates = List.copyOf(certificates);
    }
  }

  /** Every word of the command line, the default first. */
  public static String[] words() {
    PinFormat[] all = values();
    String[] words = new String[all.length];
    for (int i = 0; i < all.length; i++) {
      words[i] = all[i].name().toLowerCase(Locale.ROOT);
    }
    return words;
  }

  /** Writes the sets of several servers. */
  public byte[] render(List<Pins> all) {
    return switch (this) {
      case PKCS12 -> TrustStoreWriter.pkcs12(certificates(all));
      case JKS -> TrustStoreWriter.jks(certificates(all));
      case PEM, SPKI, POSTFIX, TLSA -> String.join("", lines(all)).getBytes(StandardCharsets.UTF_8);
    };
  }

  /** Each certificate once, in order. */
  static List<Certificate> certificates(List<Pins> all) {
    Set<Certificate> distinct = new LinkedHashSet<>();
    all.forEach(pins -> distinct.addAll(pins.certificates()));
    return List.copyOf(distinct);
  }

  /** What each server or certificate contributes, the same thing once: keys outlive renewals. */
  private Set<String> lines(List<Pins> all) {
    Set<String> lines = new LinkedHashSet<>();
    for (Pins pins : all) {
      if (this == POSTFIX) {
        lines.add(CertificateLines.postfix(pins.server(), pins.certificates()));
        continue;
      }
      for (Certificate certificate : pins.certificates()) {
        lines.add(
            switch (this) {
              case SPKI -> spki(certificate);
              case TLSA -> CertificateLines.tlsa(pins.server(), certificate);
              default -> PemEncoder.encode(certificate.der());
            });
      }
    }
    return lines;
  }

  private static String spki(Certificate certificate) {
    byte[] digest = HexFormat.of().parseHex(certificate.spkiSha256());
    return "sha256//" + Base64.getEncoder().encodeToString(digest) + "\n";
  }
}
