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
    this.groups = new Vector<>(NamedGroup.OFFERED);
    this.signatureAlgorithms = signatureAlgorithms(settings);
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
      if ((suite.isTls13() ? newest : older) && (settings.legacy() || !suite.legacy())) {
        codes[count++] = suite.code();
      }
    }
    return Arrays.copyOf(codes, count);
  }

  private static Vector<SignatureAndHashAlgorithm> signatureAlgorithms(TlsSettings settings) {
    Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (settings.legacy() || !scheme.legacy()) {
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

  /** The groups for which the first hello has a key already. */
  Vector<Integer> keyShares() {
    Vector<Integer> shares = new Vector<>(1);
    shares.add(NamedGroup.X25519.code());
    return shares;
  }

  Vector<SignatureAndHashAlgorithm> signatureAlgorithms() {
    return signatureAlgorithms;
  }

  /**
   * The algorithms for the certificates of the chain, where they are others; null leaves it out.
   */
  @Nullable Vector<SignatureAndHashAlgorithm> certificateSignatureAlgorithms() {
    return null;
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
