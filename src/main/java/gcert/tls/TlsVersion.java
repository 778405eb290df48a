package gcert.tls;

import java.util.Locale;
import java.util.Optional;

/** The protocol versions that can be offered, oldest first. */
public enum TlsVersion {
  /** RFC 2246. */
  TLS_1_0("1.0", "TLSv1", 0x0301),
  /** RFC 4346. */
  TLS_1_1("1.1", "TLSv1.1", 0x0302),
  /** RFC 5246. */
  TLS_1_2("1.2", "TLSv1.2", 0x0303),
  /** RFC 8446. */
  TLS_1_3("1.3", "TLSv1.3", 0x0304);

  private final String number;
  private final String label;
  private final int code;

  TlsVersion(String number, String label, int code) {
    this.number = number;
    this.label = label;
    this.code = code;
  }

  /** The number as a user writes it: {@code 1.2}. */
  public String number() {
    return number;
  }

  /** The version as a hello message has it. */
  int code() {
    return code;
  }

  /** Whether RFC 8996 has done away with it. */
  public boolean legacy() {
    return this == TLS_1_0 || this == TLS_1_1;
  }

  /** The name in reports of a version on the wire, whether or not it can be offered. */
  static String label(int code) {
    for (TlsVersion version : values()) {
      if (version.code == code) {
        return version.label;
      }
    }
    return code == 0x0300 ? "SSLv3" : "0x" + Integer.toHexString(0x10000 | code).substring(1);
  }

  /** The version that is written {@code 1.3}, {@code tls1.3} or {@code TLSv1.3}, in any case. */
  public static Optional<TlsVersion> of(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    String number = lower.startsWith("tls") ? lower.substring(3) : lower;
    for (TlsVersion version : values()) {
      if (version.number.equals(number) || ("v" + version.number).equals(number)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }
}
