package gcert.tls;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a client offers in its handshakes.
 *
 * @param versions the protocol versions to offer; at least one
 * @param legacy whether cipher suites, curves and sizes that are weak or rare are offered as well
 * @param clientKey the client certificate to send where one is asked for; empty sends none
 * @param applicationProtocols the protocols to offer by ALPN (RFC 7301), the preferred one first;
 *     none leaves the extension out
 */
public record TlsSettings(
    Set<TlsVersion> versions,
    boolean legacy,
    Optional<ClientKey> clientKey,
    List<String> applicationProtocols) {

  /**
   * Takes copies of the collections.
   *
   * @throws IllegalArgumentException when no version is given
   */
  public TlsSettings {
    versions = Set.copyOf(versions);
    applicationProtocols = List.copyOf(applicationProtocols);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("no TLS version to offer");
    }
  }

  /** Without ALPN. */
  public TlsSettings(Set<TlsVersion> versions, boolean legacy, Optional<ClientKey> clientKey) {
    this(versions, legacy, clientKey, List.of());
  }

  /** TLS 1.2 and 1.3, no client certificate. */
  public static TlsSettings defaults() {
    return new TlsSettings(Set.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3), false, Optional.empty());
  }

  /**
   * Whether they are the {@link #defaults}. A record's own {@code equals} would be linked for this
   * one question, which takes a cold JVM 25 ms.
   */
  public boolean areDefaults() {
    return !legacy
        && clientKey.isEmpty()
        && applicationProtocols.isEmpty()
        && versions.size() == 2
        && versions.contains(TlsVersion.TLS_1_2)
        && versions.contains(TlsVersion.TLS_1_3);
  }

  /** TLS 1.0 to 1.3, with old cipher suites. */
  public static TlsSettings withLegacy() {
    return new TlsSettings(Set.of(TlsVersion.values()), true, Optional.empty());
  }
}
