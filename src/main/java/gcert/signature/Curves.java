package gcert.signature;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.teletrust.TeleTrusTNamedCurves;
import org.bouncycastle.asn1.x9.X962NamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECAlgorithms;

/**
 * Elliptic curves over prime fields by their object identifiers (RFC 5480 section 2.1.1.1, RFC
 * 5639). Those over binary fields are out of use, and slow.
 */
final class Curves {
  private Curves() {}

  static Optional<ECDomainParameters> of(ASN1ObjectIdentifier identifier) {
    // First those with code of their own, which TLS has loaded already.
    X9ECParameters curve = CustomNamedCurves.getByOID(identifier);
    if (curve == null) {
      curve = SECNamedCurves.getByOID(identifier);
    }
    if (curve == null) {
      curve = TeleTrusTNamedCurves.getByOID(identifier);
    }
    if (curve == null) {
      curve = X962NamedCurves.getByOID(identifier);
    }
    return curve == null || !ECAlgorithms.isFpCurve(curve.getCurve())
        ? Optional.empty()
        : Optional.of(new ECDomainParameters(curve));
  }
}
