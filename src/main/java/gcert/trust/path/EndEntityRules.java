package gcert.trust.path;

import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.extension.CriticalExtensions;
import gcert.trust.extension.ExtendedKeyUsages;
import gcert.trust.extension.PathCertificate;
import gcert.trust.profile.AlgorithmStrength;
import java.util.List;
import java.util.Optional;

/** The rules for the certificate of the server itself, whatever the path above it. */
public final class EndEntityRules {
  /** Bits of the key usage (RFC 5280 section 4.2.1.3). */
  private static final int DIGITAL_SIGNATURE = 0;

  private static final int KEY_ENCIPHERMENT = 2;
  private static final int KEY_AGREEMENT = 4;

  private final ValidityRule validity;
  private final boolean asServer;
  private final boolean strict;

  /**
   * Makes the rules.
   *
   * @param asServer whether the certificate is to be used by a server of a certain name; a
   *     certificate looked at for its own sake may be a CA's
   */
  public EndEntityRules(ValidityRule validity, boolean asServer, boolean strict) {
    this.validity = validity;
    this.asServer = asServer;
    this.strict = strict;
  }

  /**
   * Judges the leaf.
   *
   * @param trusted whether the leaf is itself an anchor
   */
  public void check(PathCertificate leaf, boolean trusted, List<Finding> findings) {
    validity.check(leaf, "", findings);
    CriticalExtensions.check(leaf, findings);
    AlgorithmStrength.checkKey(leaf, findings);
    if (!trusted) {
      AlgorithmStrength.checkSignature(leaf, findings);
    }
    if (leaf.isCa()) {
      // One that signed itself and was made an anchor for that very reason is what
      // "openssl req -x509" makes: nobody else can be meant.
      boolean grave = strict || (asServer && !trusted);
      findings.add(
          new Finding(
              Rule.BASIC_CONSTRAINTS,
              grave ? Severity.FAILURE : Severity.WARNING,
              leaf + ": is the certificate of a CA, not of a server"));
    }
    Optional<List<String>> purposes = leaf.purposes();
    if (purposes.isPresent() && !ExtendedKeyUsages.allowServer(purposes.get())) {
      findings.add(
          new Finding(
              Rule.EXTENDED_KEY_USAGE,
              Severity.FAILURE,
              leaf + ": is not meant for servers: " + ExtendedKeyUsages.text(purposes.get())));
    }
    boolean usable =
        leaf.keyMay(DIGITAL_SIGNATURE)
            || leaf.keyMay(KEY_ENCIPHERMENT)
            || leaf.keyMay(KEY_AGREEMENT);
    if (!usable) {
      boolean grave = strict || (asServer && !(trusted && leaf.isCa())) || !leaf.isCa();
      findings.add(
          new Finding(
              Rule.KEY_USAGE,
              grave ? Severity.FAILURE : Severity.WARNING,
              leaf + ": has a key usage that allows no TLS handshake"));
    }
  }
}
