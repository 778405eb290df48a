package gcert.tls;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.jspecify.annotations.Nullable;

/** {@link TlsSettings} in Bouncy Castle's terms. Immutable; made once for many handshakes. */
@SuppressWarnings("JdkObsolete") // Bouncy Castle wants vectors.
final class TlsOffer {
  /** The smallest prime that OpenSSL takes at security level 1 and the JDK by default. */
  private static final int SMALLEST_DH = 1024;

  private static final int SMALLEST_LEGACY_DH = 512;

  private final TlsSettings settings;
  private final ProtocolVersion[] versions;
  private final int[] cipherSuites;
  private final Vector<Integer> groups;
  private final Vector<SignatureAndHashAlgorithm> signatureAlgorithms;

  TlsOffer(TlsSettings settings) {
    this.settings = settings;
    this.versions = versions(settings);
    this.cipherSuites = cipherSuites(settings);
    this.groups = groups(settings);
    this.signatureAlgorithms = signatureAlgorithms(settings, settings.authentication());
  }

  private static ProtocolVersion[] versions(TlsSettings settings) {
    List<ProtocolVersion> versions = new ArrayList<>();
    TlsVersion[] all = TlsVersion.values();
    // The newest first.
    for (int i = all.length - 1; i >= 0; i--) {
      if (settings.versions().contains(all[i])) {
        int code = all[i].code();
        versions.add(ProtocolVersion.get(code >> 8, code & 0xff));
      }
    }
    return versions.toArray(new ProtocolVersion[0]);
  }

  private static int[] cipherSuites(TlsSettings settings) {
    boolean newest = settings.versions().contains(TlsVersion.TLS_1_3);
    boolean older = settings.versions().size() > 1 || !newest;
    int[] codes = new int[CipherSuite.values().length];
    int count = 0;
    for (CipherSuite suite : CipherSuite.values()) {
      if ((suite.isTls13() ? newest : older)
          && (settings.legacy() || !suite.legacy())
          && fits(settings, suite)) {
        codes[count++] = suite.code();
      }
    }
    return Arrays.copyOf(codes, count);
  }

  /** Keys of EdDSA and ML-DSA go with the suites of ECDSA (RFC 8422 section 2.1). */
  private static boolean fits(TlsSettings settings, CipherSuite suite) {
    if (settings.authentication().isEmpty() || suite.authentication().isEmpty()) {
      return true;
    }
    Authentication wanted =
        switch (settings.authentication().get()) {
          case ECDSA, EDDSA, ML_DSA -> Authentication.ECDSA;
          case RSA -> Authentication.RSA;
          case DSS -> Authentication.DSS;
        };
    return suite.authentication().get() == wanted;
  }

  private static Vector<Integer> groups(TlsSettings settings) {
    Vector<Integer> codes = new Vector<>();
    for (NamedGroup group : settings.groups().isEmpty() ? NamedGroup.COMMON : settings.groups()) {
      codes.add(group.code());
    }
    if (settings.legacy() && settings.groups().isEmpty()) {
      for (NamedGroup group : NamedGroup.LEGACY) {
        codes.add(group.code());
      }
    }
    return codes;
  }

  private static Vector<SignatureAndHashAlgorithm> signatureAlgorithms(
      TlsSettings settings, Optional<Authentication> kind) {
    Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
    for (SignatureScheme scheme : SignatureScheme.values()) {
      boolean wanted = kind.isEmpty() || kind.get() == scheme.authentication();
      if (wanted && (settings.legacy() || !scheme.legacy())) {
        algorithms.add(
            org.bouncycastle.tls.SignatureScheme.getSignatureAndHashAlgorithm(scheme.code()));
      }
    }
    return algorithms;
  }

  ProtocolVersion[] versions() {
    return versions.clone();
  }

  /** Whether a version before TLS 1.3 is offered. */
  boolean beforeTls13() {
    return settings.versions().size() > 1 || !settings.versions().contains(TlsVersion.TLS_1_3);
  }

  int[] cipherSuites() {
    return cipherSuites.clone();
  }

  Vector<Integer> groups() {
    return groups;
  }

  /**
   * The groups for which the first hello has a key already. A server that prefers another one asks
   * for it, which costs a round trip; a key that is not wanted costs the time to make it.
   */
  Vector<Integer> keyShares() {
    NamedGroup first = NamedGroup.X25519;
    for (NamedGroup group : settings.groups()) {
      if (!group.isBeforeTls13()) {
        first = group;
        break;
      }
    }
    Vector<Integer> shares = new Vector<>(1);
    shares.add(first.code());
    return shares;
  }

  Vector<SignatureAndHashAlgorithm> signatureAlgorithms() {
    return signatureAlgorithms;
  }

  /**
   * The algorithms for the certificates of the chain, where they are others; null leaves it out.
   */
  @Nullable Vector<SignatureAndHashAlgorithm> certificateSignatureAlgorithms() {
    return settings.authentication().isEmpty()
        ? null
        : signatureAlgorithms(settings, Optional.empty());
  }

  /** The bits of the smallest prime of Diffie-Hellman that is taken. */
  int smallestDhBits() {
    return settings.legacy() ? SMALLEST_LEGACY_DH : SMALLEST_DH;
  }

  List<String> applicationProtocols() {
    return settings.applicationProtocols();
  }

  Optional<ClientKey> clientKey() {
    return settings.clientKey();
  }
}
