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
 * @param groups the groups for the key exchange, the preferred one first, for which the first
 *     message has a key; none takes the usual ones
 * @param authentication the only kind of key that the server may prove itself with; empty for any
 * @param everyKind whether a server is asked once more for each other kind of key that certificates
 *     are common with, so that a second certificate is seen as well
 */
public record TlsSettings(
    Set<TlsVersion> versions,
    boolean legacy,
    Optional<ClientKey> clientKey,
    List<String> applicationProtocols,
    List<NamedGroup> groups,
    Optional<Authentication> authentication,
    boolean everyKind) {

  /**
   * Takes copies of the collections.
   *
   * @throws IllegalArgumentException when no version is given
   */
  public TlsSettings {
    versions = Set.copyOf(versions);
    applicationProtocols = List.copyOf(applicationProtocols);
    groups = List.copyOf(groups);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("no TLS version to offer");
    }
  }

  /** Without ALPN, with the usual groups, for any certificate. */
  public TlsSettings(Set<TlsVersion> versions, boolean legacy, Optional<ClientKey> clientKey) {
    this(versions, legacy, clientKey, List.of(), List.of(), Optional.empty(), false);
  }

  /** TLS 1.2 and 1.3, no client certificate. */
  public static TlsSettings defaults() {
    return new TlsSettings(Set.of(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3), false, Optional.empty());
  }

  /** The same, for a server of which every certificate is to be seen. */
  public TlsSettings everyCertificate() {
    return new TlsSettings(
        versions, legacy, clientKey, applicationProtocols, groups, authentication, true);
  }

  /**
   * Whether they are the {@link #defaults}, with or without every certificate. A record's own
   * {@code equals} would be linked for this one question, which takes a cold JVM 25 ms.
   */
  public boolean areDefaults() {
    return !legacy
        && clientKey.isEmpty()
        && applicationProtocols.isEmpty()
        && groups.isEmpty()
        && authentication.isEmpty()
        && versions.size() == 2
        && versions.contains(TlsVersion.TLS_1_2)
        && versions.contains(TlsVersion.TLS_1_3);
  }

  /** The same, but only for a server that proves itself with one kind of key. */
  public TlsSettings only(Authentication kind) {
    return new TlsSettings(
        versions, legacy, clientKey, applicationProtocols, groups, Optional.of(kind), false);
  }

  /** TLS 1.0 to 1.3, with old cipher suites. */
  public static TlsSettings withLegacy() {
    return new TlsSettings(Set.of(TlsVersion.values()), true, Optional.empty());
  }
}
