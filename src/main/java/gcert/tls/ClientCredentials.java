package gcert.tls;

import java.util.Vector;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsClientContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/** Presents a client certificate in the way that the server's CertificateRequest allows. */
final class ClientCredentials {
  private ClientCredentials() {}

  /**
   * The credentials for a request; null when the key can make no signature that the server takes.
   * The server's list of issuers is a hint that many servers get wrong; the user's word counts.
   */
  static @Nullable TlsCredentials choose(
      ClientKey client, CertificateRequest request, TlsClientContext context, BcTlsCrypto crypto) {
    ProtocolVersion version = context.getServerVersion();
    SignatureAndHashAlgorithm algorithm = null;
    if (TlsUtils.isTLSv12(version)) {
      algorithm = algorithm(client, request.getSupportedSignatureAlgorithms(), version);
      if (algorithm == null) {
        return null;
      }
    }
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        client.key(),
        message(client, TlsUtils.isTLSv13(version), crypto),
        algorithm);
  }

  private static Certificate message(ClientKey client, boolean tls13, BcTlsCrypto crypto) {
    TlsCertificate[] chain = new TlsCertificate[client.chain().size()];
    CertificateEntry[] entries = new CertificateEntry[chain.length];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = new PeerCertificate(crypto, client.chain().get(i), new Recording());
      entries[i] = new CertificateEntry(chain[i], null);
    }
    return tls13 ? new Certificate(new byte[0], entries) : new Certificate(chain);
  }

  private static @Nullable SignatureAndHashAlgorithm algorithm(
      ClientKey client, @Nullable Vector<?> taken, ProtocolVersion version) {
    for (SignatureScheme scheme : SignatureScheme.values()) {
      SignatureAndHashAlgorithm algorithm =
          org.bouncycastle.tls.SignatureScheme.getSignatureAndHashAlgorithm(scheme.code());
      if (makes(client, scheme, TlsUtils.isTLSv13(version))
          && taken != null
          && taken.contains(algorithm)) {
        return algorithm;
      }
    }
    return null;
  }

  /** Whether a key can make signatures of a scheme. */
  private static boolean makes(ClientKey client, SignatureScheme scheme, boolean tls13) {
    AsymmetricKeyParameter key = client.key();
    String name = scheme.name();
    if (key instanceof RSAKeyParameters) {
      boolean pssOnly = KeyPairs.isPssOnly(client.keyInfo());
      return pssOnly
          ? name.startsWith("RSA_PSS_PSS_")
          : name.startsWith("RSA_PSS_RSAE_") || (!tls13 && name.startsWith("RSA_PKCS1_SHA"));
    }
    if (key instanceof ECPrivateKeyParameters ec) {
      return name.startsWith("ECDSA_") && (!tls13 || scheme == ofCurve(ec));
    }
    if (key instanceof MLDSAPrivateKeyParameters mlDsa) {
      return tls13 && scheme == ofParameters(mlDsa.getParameters());
    }
    return (key instanceof Ed25519PrivateKeyParameters && scheme == SignatureScheme.ED25519)
        || (key instanceof Ed448PrivateKeyParameters && scheme == SignatureScheme.ED448);
  }

  /** The one scheme that TLS 1.3 has for a curve (RFC 8446 section 4.2.3, RFC 8734). */
  private static @Nullable SignatureScheme ofCurve(ECPrivateKeyParameters key) {
    if (!(key.getParameters() instanceof ECNamedDomainParameters named)) {
      return null;
    }
    return switch (String.valueOf(ECNamedCurveTable.getName(named.getName()))) {
      case "secp256r1", "prime256v1", "P-256" -> SignatureScheme.ECDSA_SECP256R1_SHA256;
      case "secp384r1", "P-384" -> SignatureScheme.ECDSA_SECP384R1_SHA384;
      case "secp521r1", "P-521" -> SignatureScheme.ECDSA_SECP521R1_SHA512;
      case "brainpoolP256r1" -> SignatureScheme.ECDSA_BRAINPOOLP256R1TLS13_SHA256;
      case "brainpoolP384r1" -> SignatureScheme.ECDSA_BRAINPOOLP384R1TLS13_SHA384;
      case "brainpoolP512r1" -> SignatureScheme.ECDSA_BRAINPOOLP512R1TLS13_SHA512;
      default -> null;
    };
  }

  private static @Nullable SignatureScheme ofParameters(MLDSAParameters parameters) {
    return parameters == MLDSAParameters.ml_dsa_44
        ? SignatureScheme.MLDSA44
        : parameters == MLDSAParameters.ml_dsa_65
            ? SignatureScheme.MLDSA65
            : parameters == MLDSAParameters.ml_dsa_87 ? SignatureScheme.MLDSA87 : null;
  }
}
