package gcert.tls;

import java.util.Optional;
import java.util.Set;

/**
 * What a client offers in its handshakes.
 *
 * @param versions the protocol versions to offer; at least one
 * @param legacy whether every cipher suite that the JDK still has is offered, except those without
 *     a certificate; takes {@link LegacyTls#enable()} to have an effect
 * @param clientKey the client certificate to send where one is asked for; empty sends none
 */
public record TlsSettings(Set<TlsVersion> versions, boolean legacy, Optional<ClientKey> clientKey) {

  /**
   * Takes a copy of the set.
   *
   * @throws IllegalArgumentException when no version is given
   */
  public TlsSettings {
    versions = Set.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("no TLS version to offer");
    }
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
        && versions.size() == 2
        && versions.contains(TlsVersion.TLS_1_2)
        && versions.contains(TlsVersion.TLS_1_3);
  }

  /** All versions that the JDK has, with old cipher suites; see {@link LegacyTls#enable()}. */
  public static TlsSettings withLegacy() {
    return new TlsSettings(Set.of(TlsVersion.values()), true, Optional.empty());
  }
}
