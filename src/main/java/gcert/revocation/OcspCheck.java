package gcert.revocation;

import gcert.asn1.Asn1Decoding;
import gcert.asn1.Asn1Time;
import gcert.asn1.MalformedAsn1Exception;
import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.failure.Escaped;
import gcert.signature.Hash;
import gcert.signature.PublicKey;
import gcert.signature.SignatureOutcome;
import gcert.signature.Signatures;
import gcert.trust.extension.PathCertificate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/**
 * What an OCSP response says of one certificate (RFC 6960 section 3.2): it has to be about that
 * certificate, signed by its CA or by whom the CA has delegated it to, and fresh.
 */
final class OcspCheck {
  private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
  private static final int DIGITAL_SIGNATURE = 0;

  /** How long an answer counts that does not say when the next one is due. */
  private static final Duration WITHOUT_NEXT = Duration.ofDays(1);

  private final Certificate certificate;
  private final Certificate issuer;
  private final Instant at;

  /**
   * Makes one.
   *
   * @param issuer the certificate of the CA that issued it, of a path that was verified
   */
  OcspCheck(Certificate certificate, Certificate issuer, Instant at) {
    this.certificate = certificate;
    this.issuer = issuer;
    this.at = at;
  }

  /** Judges by the octets of a response. */
  RevocationStatus judge(byte[] octets) {
    try {
      OcspResponse response = OcspResponse.parse(octets);
      return Asn1Decoding.read("it", () -> judge(response));
    } catch (MalformedAsn1Exception e) {
      return new RevocationStatus.Unknown("is of no use: " + e.getMessage());
    }
  }

  private RevocationStatus judge(OcspResponse response) throws MalformedAsn1Exception, IOException {
    Optional<SingleResponse> answer = answer(response.answers());
    if (answer.isEmpty()) {
      return new RevocationStatus.Unknown("is about other certificates");
    }
    Optional<String> unknown =
        unknownCritical(response.data().getResponseExtensions())
            .or(() -> unknownCritical(answer.get().getSingleExtensions()));
    if (unknown.isPresent()) {
      return new RevocationStatus.Unknown(
          "has the unknown critical extension " + Escaped.of(unknown.get(), 64));
    }
    Optional<String> fault = signatureFault(response);
    if (fault.isPresent()) {
      return new RevocationStatus.Unknown(fault.get());
    }
    Instant from = Asn1Time.instant(answer.get().getThisUpdate());
    Instant until =
        answer.get().getNextUpdate() == null
            ? from.plus(WITHOUT_NEXT)
            : Asn1Time.instant(answer.get().getNextUpdate());
    Optional<String> stale = Freshness.fault(from, until, at);
    if (stale.isPresent()) {
      return new RevocationStatus.Unknown(stale.get());
    }
    return status(answer.get().getCertStatus(), until);
  }

  private static RevocationStatus status(CertStatus status, Instant until)
      throws MalformedAsn1Exception {
    return switch (status.getTagNo()) {
      case 0 -> new RevocationStatus.Good(until);
      case 1 -> {
        RevokedInfo revoked = RevokedInfo.getInstance(status.getStatus());
        int reason =
            revoked.getRevocationReason() == null
                ? 0
                : revoked.getRevocationReason().getValue().intValueExact();
        yield new RevocationStatus.Revoked(
            Asn1Time.instant(revoked.getRevocationTime()), RevocationReason.name(reason));
      }
      default ->
          new RevocationStatus.Unknown("says that the responder does not know the certificate");
    };
  }

  /** The answer about this certificate: a response may have more than were asked for. */
  private Optional<SingleResponse> answer(List<SingleResponse> answers) {
    for (SingleResponse answer : answers) {
      if (names(answer.getCertID())) {
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }

  private boolean names(CertID id) {
    String algorithm = id.getHashAlgorithm().getAlgorithm().getId();
    return id.getSerialNumber().getValue().equals(certificate.serialNumber())
        && hashes(algorithm, issuer.subjectName().der(), id.getIssuerNameHash().getOctets())
        && hashes(algorithm, issuer.publicKey().keyOctets(), id.getIssuerKeyHash().getOctets());
  }

  private static boolean hashes(String algorithm, byte[] octets, byte[] hash) {
    return Hash.of(algorithm, octets).map(made -> Arrays.equals(made, hash)).orElse(false);
  }

  private static Optional<String> unknownCritical(@Nullable Extensions extensions) {
    if (extensions == null) {
      return Optional.empty();
    }
    for (ASN1ObjectIdentifier identifier : extensions.getCriticalExtensionOIDs()) {
      if (!identifier.equals(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)) {
        return Optional.of(identifier.getId());
      }
    }
    return Optional.empty();
  }

  /** Why the signature is not one to go by, as a clause that begins with the response. */
  private Optional<String> signatureFault(OcspResponse response) {
    ResponderID responder = response.data().getResponderID();
    if (isNamed(responder, issuer) && holds(response, issuer.publicKey())) {
      return Optional.empty();
    }
    Optional<String> fault = Optional.empty();
    for (Certificate delegate : response.certificates()) {
      if (isNamed(responder, delegate) && holds(response, delegate.publicKey())) {
        Optional<String> delegation = delegationFault(delegate);
        if (delegation.isEmpty()) {
          return Optional.empty();
        }
        fault = delegation;
      }
    }
    return fault.or(
        () ->
            Optional.of(
                "is signed neither by the CA that issued the certificate nor by a responder that it"
                    + " sends along"));
  }

  /** RFC 6960 section 4.2.2.2: the CA itself has issued the responder's certificate, for that. */
  private Optional<String> delegationFault(Certificate delegate) {
    PathCertificate responder = new PathCertificate(delegate);
    if (!delegate.issuerName().equals(issuer.subjectName())
        || delegate.verify(issuer.publicKey()) != SignatureOutcome.HOLDS) {
      return Optional.of("is signed by a responder that another CA has certified");
    }
    if (responder.malformed().isPresent()
        || !responder.purposes().map(p -> p.contains(OCSP_SIGNING)).orElse(false)
        || !responder.keyMay(DIGITAL_SIGNATURE)) {
      return Optional.of("is signed by a certificate that is not meant for OCSP responses");
    }
    return at.isBefore(delegate.notBefore()) || at.isAfter(delegate.notAfter())
        ? Optional.of("is signed by a responder whose certificate has expired")
        : Optional.empty();
  }

  private static boolean holds(OcspResponse response, PublicKey key) {
    return Signatures.verify(response.algorithm(), response.signed(), response.signature(), key)
        == SignatureOutcome.HOLDS;
  }

  private static boolean isNamed(ResponderID responder, Certificate certificate) {
    byte[] hash = responder.getKeyHash();
    if (hash != null) {
      return hashes(Hash.SHA1, certificate.publicKey().keyOctets(), hash);
    }
    return Asn1Decoding.attempt(() -> DistinguishedName.of(responder.getName()))
        .map(name -> name.equals(certificate.subjectName()))
        .orElse(false);
  }
}
