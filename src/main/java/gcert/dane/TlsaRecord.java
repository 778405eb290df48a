package gcert.dane;

import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.xbill.DNS.TLSARecord;

/**
 * A TLSA record (RFC 6698 section 2.1).
 *
 * @param usage 0 to 255; 2 is DANE-TA, 3 is DANE-EE
 * @param selector 0 to 255; 0 is the certificate, 1 its key
 * @param matchingType 0 to 255; 0 is the whole, 1 its SHA-256, 2 its SHA-512
 * @param data lower-case hex digits
 */
public record TlsaRecord(int usage, int selector, int matchingType, String data) {
  static final int PKIX_TA = 0;
  static final int PKIX_EE = 1;
  static final int DANE_TA = 2;
  static final int DANE_EE = 3;
  static final int WHOLE = 0;
  private static final int SHOWN = 16;

  /** Takes it from an answer. */
  public static TlsaRecord of(TLSARecord record) {
    return new TlsaRecord(
        record.getCertificateUsage(),
        record.getSelector(),
        record.getMatchingType(),
        HexFormat.of().formatHex(record.getCertificateAssociationData()));
  }

  /** Whether it is about the server's own certificate, not about a CA. */
  public boolean isAboutServer() {
    return usage == DANE_EE || usage == PKIX_EE;
  }

  /** Whether the usual path to a root is needed beside it. */
  boolean needsPath() {
    return usage == PKIX_TA || usage == PKIX_EE;
  }

  /**
   * Why nobody can use it, one clause; empty when it can be used.
   *
   * @param mail whether it is for mail transfer, where nobody could agree on the roots of the
   *     usages 0 and 1 (RFC 7672 section 3.1.3)
   */
  Optional<String> complaint(boolean mail) {
    if (usage > DANE_EE) {
      return Optional.of("usage " + usage + " is not assigned");
    }
    if (mail && needsPath()) {
      return Optional.of("usage " + usage + " is not for mail transfer (RFC 7672 section 3.1.3)");
    }
    if (selector > 1) {
      return Optional.of("selector " + selector + " is not assigned");
    }
    return switch (matchingType) {
      case 0 -> isStructure() ? Optional.empty() : Optional.of("its data cannot be read");
      case 1 -> length(32);
      case 2 -> length(64);
      default -> Optional.of("matching type " + matchingType + " is not assigned");
    };
  }

  private Optional<String> length(int octets) {
    return data.length() == 2 * octets
        ? Optional.empty()
        : Optional.of("its data has " + data.length() / 2 + " octets instead of " + octets);
  }

  private boolean isStructure() {
    try {
      byte[] octets = HexFormat.of().parseHex(data);
      return selector == 0
          ? Certificate.getInstance(octets) != null
          : SubjectPublicKeyInfo.getInstance(octets) != null;
    } catch (RuntimeException e) {
      // Bouncy Castle throws what comes to hand on octets that make no sense.
      return false;
    }
  }

  /** Its three numbers and the begin of its data, as messages name it. */
  public String label() {
    String begin = data.length() > SHOWN ? data.substring(0, SHOWN) + "…" : data;
    return usage + " " + selector + " " + matchingType + " " + begin;
  }

  /** As a zone file has it. */
  public String text() {
    return usage + " " + selector + " " + matchingType + " " + data;
  }
}
