package gcert.probe;

import gcert.certificate.Certificate;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which certificate a server showed to a client that asked in one way.
 *
 * @param address the address that was asked; empty when a proxy knows it
 * @param sent which server name the client sent
 * @param name that name
 * @param authentication the one kind of key that the client took: {@code RSA} or {@code ECDSA}; of
 *     a server of TLS 1.3 alone also {@code EdDSA} or {@code ML-DSA}
 * @param certificate the end-entity certificate; empty when none was shown
 * @param alert the alert with which the server refused, -1 when it hung up; empty when it showed a
 *     certificate or could not be asked
 */
public record Showing(
    Optional<InetAddress> address,
    Sent sent,
    Optional<String> name,
    String authentication,
    Optional<Certificate> certificate,
    OptionalInt alert) {

  /** Which server name (RFC 6066 section 3) a client sends. */
  public enum Sent {
    /** The one that gcert sends to this server always. */
    USUAL("usual", "with the usual server name"),
    /** The name of the host, which is the TLSA base domain of senders that use DANE. */
    HOST("host", "with the host's name as server name"),
    /** None. */
    NONE("none", "without a server name"),
    /** One that no server has. */
    WRONG("wrong", "with a wrong server name");

    private final String key;
    private final String label;

    Sent(String key, String label) {
      this.key = key;
      this.label = label;
    }

    /** The name in JSON. */
    public String key() {
      return key;
    }

    /** The words in text. */
    public String label() {
      return label;
    }
  }

  /** Whether the server answered as it did to another client. */
  public boolean isLike(Showing other) {
    return certificate.map(Certificate::sha256).equals(other.certificate.map(Certificate::sha256))
        && alert.isPresent() == other.alert.isPresent();
  }
}
