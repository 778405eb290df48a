package gcert.probe;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A ClientHello of SSL 3.0 to TLS 1.3 (RFC 6101, RFC 5246 section 7.4.1.2, RFC 8446 section 4.1.2).
 *
 * @param version the one version it offers
 * @param suites the codes of the cipher suites, the preferred first
 * @param groups the codes of the groups; none leaves the extension out
 * @param schemes the codes of the signature schemes; sent from TLS 1.2 on
 * @param serverName the Server Name Indication; not sent in SSL 3.0, which has no extensions
 * @param protocols the protocols to offer by ALPN; none leaves the extension out
 * @param shares whether key shares are sent; a hello without them makes a server of TLS 1.3 name
 *     the group of its choice in a HelloRetryRequest
 * @param hybridShare whether a key share of X25519MLKEM768 stands before the others
 * @param length how many octets it has at least, with the header of its record (RFC 7685)
 */
record ClientHello(
    ProtocolVersion version,
    List<Integer> suites,
    List<Integer> groups,
    List<Integer> schemes,
    Optional<String> serverName,
    List<String> protocols,
    boolean shares,
    boolean hybridShare,
    int length) {
  private static final int RENEGOTIATION_SCSV = 0x00ff;

  /** Of the record, and of the message in it. */
  private static final int HEADERS = 5 + 4;

  private static final int EXTENSION_HEADER = 4;

  static final int SERVER_NAME = 0;
  static final int STATUS_REQUEST = 5;
  static final int SUPPORTED_GROUPS = 10;
  static final int POINT_FORMATS = 11;
  static final int SIGNATURE_ALGORITHMS = 13;
  static final int ALPN = 16;
  static final int PADDING = 21;
  static final int ENCRYPT_THEN_MAC = 22;
  static final int EXTENDED_MASTER_SECRET = 23;
  static final int SESSION_TICKET = 35;
  static final int SUPPORTED_VERSIONS = 43;
  static final int SIGNATURE_ALGORITHMS_CERT = 50;
  static final int KEY_SHARE = 51;
  static final int RENEGOTIATION_INFO = 0xff01;

  /** Takes copies of the lists. */
  ClientHello {
    suites = List.copyOf(suites);
    groups = List.copyOf(groups);
    schemes = List.copyOf(schemes);
    protocols = List.copyOf(protocols);
  }

  /** Without a hybrid share, as long as it is. */
  ClientHello(
      ProtocolVersion version,
      List<Integer> suites,
      List<Integer> groups,
      List<Integer> schemes,
      Optional<String> serverName,
      List<String> protocols,
      boolean shares) {
    this(version, suites, groups, schemes, serverName, protocols, shares, false, 0);
  }

  ClientHello withSuites(List<Integer> other) {
    return new ClientHello(
        version, other, groups, schemes, serverName, protocols, shares, hybridShare, length);
  }

  ClientHello withGroups(List<Integer> other) {
    return new ClientHello(
        version, suites, other, schemes, serverName, protocols, shares, hybridShare, length);
  }

  ClientHello withSchemes(List<Integer> other) {
    return new ClientHello(
        version, suites, groups, other, serverName, protocols, shares, hybridShare, length);
  }

  ClientHello withServerName(Optional<String> other) {
    return new ClientHello(
        version, suites, groups, schemes, other, protocols, shares, hybridShare, length);
  }

  ClientHello withProtocols(List<String> other) {
    return new ClientHello(
        version, suites, groups, schemes, serverName, other, shares, hybridShare, length);
  }

  ClientHello withShares() {
    return new ClientHello(
        version, suites, groups, schemes, serverName, protocols, true, hybridShare, length);
  }

  ClientHello withHybridShare() {
    return new ClientHello(
        version, suites, groups, schemes, serverName, protocols, true, true, length);
  }

  ClientHello withLength(int least) {
    return new ClientHello(
        version, suites, groups, schemes, serverName, protocols, shares, hybridShare, least);
  }

  /** How many octets the list of its extensions has, which stands at its end. */
  int extensions() {
    return version == ProtocolVersion.SSL_3_0
        ? 0
        : extensions(version == ProtocolVersion.TLS_1_3).length;
  }

  /** The hello in a record of its own. */
  byte[] octets() {
    byte[] message = new TlsVectorWriter().u8(1).vector24(body()).toArray();
    int recordVersion =
        version == ProtocolVersion.SSL_3_0
            ? ProtocolVersion.SSL_3_0.code()
            : ProtocolVersion.TLS_1_0.code();
    return new TlsVectorWriter().u8(22).u16(recordVersion).vector16(message).toArray();
  }

  private byte[] body() {
    boolean tls13 = version == ProtocolVersion.TLS_1_3;
    TlsVectorWriter body = new TlsVectorWriter();
    body.u16(tls13 ? ProtocolVersion.TLS_1_2.code() : version.code()).raw(random(32));
    // An id of a session that never was: middleboxes know such hellos (RFC 8446 appendix D.4).
    body.vector8(tls13 ? random(32) : new byte[0]);
    if (version == ProtocolVersion.SSL_3_0) {
      TlsVectorWriter listed = new TlsVectorWriter();
      suites.forEach(listed::u16);
      return body.vector16(listed.u16(RENEGOTIATION_SCSV).toArray()).u8(2).u8(1).u8(0).toArray();
    }
    body.codes16(suites);
    if (tls13) {
      body.u8(1).u8(0);
    } else {
      body.u8(2).u8(1).u8(0);
    }
    byte[] before = body.toArray();
    byte[] extensions = extensions(tls13);
    int missing = length - (HEADERS + before.length + 2 + extensions.length);
    if (missing < EXTENSION_HEADER) {
      return body.vector16(extensions).toArray();
    }
    byte[] padding = new byte[missing - EXTENSION_HEADER];
    return body.vector16(
            new TlsVectorWriter().raw(extensions).u16(PADDING).vector16(padding).toArray())
        .toArray();
  }

  private byte[] extensions(boolean tls13) {
    TlsVectorWriter all = new TlsVectorWriter();
    serverName.ifPresent(
        name -> {
          byte[] host = name.getBytes(StandardCharsets.US_ASCII);
          byte[] entry = new TlsVectorWriter().u8(0).vector16(host).toArray();
          all.u16(SERVER_NAME).vector16(new TlsVectorWriter().vector16(entry).toArray());
        });
    all.u16(STATUS_REQUEST).vector16(new TlsVectorWriter().u8(1).u16(0).u16(0).toArray());
    if (!groups.isEmpty()) {
      all.u16(SUPPORTED_GROUPS).vector16(new TlsVectorWriter().codes16(groups).toArray());
    }
    if (tls13 || version == ProtocolVersion.TLS_1_2) {
      all.u16(SIGNATURE_ALGORITHMS).vector16(new TlsVectorWriter().codes16(schemes).toArray());
      List<Integer> every = allSchemes();
      if (schemes.size() < every.size()) {
        // Else a server may keep a certificate back that is signed with another scheme (RFC 8446
        // section 4.2.3): the JDK's does.
        all.u16(SIGNATURE_ALGORITHMS_CERT).vector16(new TlsVectorWriter().codes16(every).toArray());
      }
    }
    if (!protocols.isEmpty()) {
      TlsVectorWriter names = new TlsVectorWriter();
      protocols.forEach(name -> names.vector8(name.getBytes(StandardCharsets.US_ASCII)));
      all.u16(ALPN).vector16(new TlsVectorWriter().vector16(names.toArray()).toArray());
    }
    if (tls13) {
      all.u16(SUPPORTED_VERSIONS)
          .vector16(new TlsVectorWriter().u8(2).u16(version.code()).toArray());
      all.u16(KEY_SHARE).vector16(new TlsVectorWriter().vector16(keyShares()).toArray());
    } else {
      all.u16(POINT_FORMATS).vector16(new TlsVectorWriter().u8(1).u8(0).toArray());
      all.u16(ENCRYPT_THEN_MAC).u16(0);
      all.u16(EXTENDED_MASTER_SECRET).u16(0);
      all.u16(SESSION_TICKET).u16(0);
      all.u16(RENEGOTIATION_INFO).vector16((byte) 0);
    }
    return all.toArray();
  }

  /** Those of TLS 1.3, and the pairs of hash and key that only TLS 1.2 has. */
  static List<Integer> allSchemes() {
    return Registry.schemes().stream().map(CodePoint::code).toList();
  }

  private byte[] keyShares() {
    TlsVectorWriter list = new TlsVectorWriter();
    if (hybridShare) {
      list.u16(MlKemShare.code()).vector16(MlKemShare.x25519MlKem768());
    }
    for (int group : groups) {
      if (shares && GeneratorShare.isKnown(group)) {
        list.u16(group).vector16(GeneratorShare.of(group));
      }
    }
    return list.toArray();
  }

  private static byte[] random(int length) {
    byte[] octets = new byte[length];
    // Nothing is kept secret with them.
    ThreadLocalRandom.current().nextBytes(octets);
    return octets;
  }
}
