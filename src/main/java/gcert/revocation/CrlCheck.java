package gcert.revocation;

import gcert.asn1.Asn1Decoding;
import gcert.asn1.MalformedAsn1Exception;
import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.signature.SignatureOutcome;
import gcert.trust.extension.PathCertificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/**
 * What a CRL says of one certificate (RFC 5280 section 6.3.3). Indirect CRLs and delta CRLs are not
 * used: the CA of the certificate itself has to have signed the whole list.
 */
final class CrlCheck {
  /** The bit cRLSign of the key usage (RFC 5280 section 4.2.1.3). */
  private static final int CRL_SIGN = 6;

  private final Certificate certificate;
  private final PathCertificate issuer;
  private final Instant at;

  /**
   * Makes one.
   *
   * @param issuer the certificate of the CA that issued it, of a path that was verified
   */
  CrlCheck(Certificate certificate, Certificate issuer, Instant at) {
    this.certificate = certificate;
    this.issuer = new PathCertificate(issuer);
    this.at = at;
  }

  /**
   * What a list says, and for which reasons of revocation.
   *
   * @param covered the reasons for which the certificate has not been revoked, where it is good
   */
  record Outcome(RevocationStatus status, ReasonSet covered) {
    static Outcome unknown(String why) {
      return new Outcome(new RevocationStatus.Unknown(why), ReasonSet.NONE);
    }
  }

  /** Judges by a list from a distribution point. */
  Outcome judge(Crl crl, DistributionPoint point) {
    Optional<String> fault = fault(crl, point);
    if (fault.isPresent()) {
      return Outcome.unknown(fault.get());
    }
    Optional<CrlEntry> entry;
    try {
      entry = crl.find(certificate.serialNumber());
    } catch (MalformedAsn1Exception e) {
      return Outcome.unknown("is malformed: " + e.getMessage());
    }
    if (entry.isPresent()) {
      return revoked(entry.get());
    }
    ReasonSet reasons =
        crl.scope().map(s -> ReasonSet.of(s.getOnlySomeReasons())).orElse(ReasonSet.ALL);
    return new Outcome(
        new RevocationStatus.Good(crl.nextUpdate().orElseThrow()), reasons.and(point.reasons()));
  }

  private static Outcome revoked(CrlEntry entry) {
    if (!entry.understood()) {
      return Outcome.unknown("has an entry with a critical extension that is not known");
    }
    if (entry.reason() == RevocationReason.REMOVE_FROM_CRL) {
      return Outcome.unknown("has an entry that only a delta CRL may have");
    }
    return new Outcome(
        new RevocationStatus.Revoked(entry.since(), RevocationReason.name(entry.reason())),
        ReasonSet.NONE);
  }

  /** Why the list says nothing of this certificate, as a clause that begins with the list. */
  private Optional<String> fault(Crl crl, DistributionPoint point) {
    if (point.indirect() || !crl.issuer().equals(certificate.issuerName())) {
      return Optional.of(
          "is issued by another than the CA of the certificate: indirect CRLs are not used");
    }
    if (crl.isDelta()) {
      return Optional.of("is a delta CRL, which says only what has changed: not used");
    }
    if (!crl.unknownCritical().isEmpty()) {
      return Optional.of(
          "has the unknown critical extension "
              + Escaped.of(crl.unknownCritical().iterator().next(), 64));
    }
    Optional<String> scope = crl.scope().flatMap(s -> outside(s, point));
    if (scope.isPresent()) {
      return scope;
    }
    if (!issuer.keyMay(CRL_SIGN)) {
      return Optional.of("is signed with a key that may not sign CRLs");
    }
    if (crl.verify(issuer.publicKey()) != SignatureOutcome.HOLDS) {
      return Optional.of("is not signed with the key of the CA that issued the certificate");
    }
    return crl.nextUpdate().isEmpty()
        ? Optional.of("does not say when the next one is due")
        : Freshness.fault(crl.thisUpdate(), crl.nextUpdate().get(), at);
  }

  /** RFC 5280 section 5.2.5. */
  private Optional<String> outside(IssuingDistributionPoint scope, DistributionPoint point) {
    if (scope.isIndirectCRL()) {
      return Optional.of("is an indirect CRL: not used");
    }
    boolean authority = certificate.isAuthority();
    if (scope.onlyContainsAttributeCerts()
        || (authority && scope.onlyContainsUserCerts())
        || (!authority && scope.onlyContainsCACerts())) {
      return Optional.of("covers only certificates of another kind");
    }
    List<GeneralName> names =
        Asn1Decoding.readOr(List.of(), () -> DistributionPoint.names(scope.getDistributionPoint()));
    boolean named = scope.getDistributionPoint() != null;
    return named && names.stream().noneMatch(point.names()::contains)
        ? Optional.of("is for another distribution point than the certificate names")
        : Optional.empty();
  }
}
