package gcert.trust.policy;

import gcert.certificate.ExtensionOids;
import gcert.trust.extension.PathCertificate;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.PolicyConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;

/**
 * What one certificate says of policies (RFC 5280 sections 4.2.1.4, 4.2.1.5, 4.2.1.11, 4.2.1.14).
 *
 * @param policies the policies named; empty when the extension is absent
 * @param mappings the policies of the subject's domain for each of the issuer's
 * @param requireExplicit after how many certificates a policy is required
 * @param inhibitMapping after how many certificates nothing is mapped any more
 * @param inhibitAny after how many certificates anyPolicy does not count any more
 */
record PolicyExtensions(
    Optional<Set<String>> policies,
    Map<String, Set<String>> mappings,
    int requireExplicit,
    int inhibitMapping,
    int inhibitAny) {

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException when one is malformed
   */
  static PolicyExtensions of(PathCertificate subject) {
    Optional<PolicyConstraints> constraints =
        subject
            .extension(ExtensionOids.POLICY_CONSTRAINTS)
            .map(e -> PolicyConstraints.getInstance(e.getParsedValue()));
    return new PolicyExtensions(
        subject.extension(ExtensionOids.POLICIES).map(e -> policies(e.getParsedValue())),
        subject
            .extension(ExtensionOids.POLICY_MAPPINGS)
            .map(e -> mappings(e.getParsedValue()))
            .orElse(Map.of()),
        constraints
            .map(c -> skip(Optional.ofNullable(c.getRequireExplicitPolicyMapping())))
            .orElse(Integer.MAX_VALUE),
        constraints
            .map(c -> skip(Optional.ofNullable(c.getInhibitPolicyMapping())))
            .orElse(Integer.MAX_VALUE),
        skip(
            subject
                .extension(ExtensionOids.INHIBIT_ANY_POLICY)
                .map(e -> ASN1Integer.getInstance(e.getParsedValue()).getValue())));
  }

  /** Whether anyPolicy is mapped, which no CA may do (section 6.1.4 a). */
  boolean mapsAny() {
    if (mappings.containsKey(PolicyLevel.ANY)) {
      return true;
    }
    for (Set<String> others : mappings.values()) {
      if (others.contains(PolicyLevel.ANY)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> policies(Object value) {
    Set<String> policies = new LinkedHashSet<>();
    for (PolicyInformation policy : CertificatePolicies.getInstance(value).getPolicyInformation()) {
      policies.add(policy.getPolicyIdentifier().getId());
    }
    return policies;
  }

  private static Map<String, Set<String>> mappings(Object value) {
    Map<String, Set<String>> mappings = new LinkedHashMap<>();
    for (ASN1Encodable pair : ASN1Sequence.getInstance(value)) {
      ASN1Sequence mapping = ASN1Sequence.getInstance(pair);
      if (mapping.size() != 2) {
        throw new IllegalArgumentException("a mapping is of one policy to one other");
      }
      String issuers = ASN1ObjectIdentifier.getInstance(mapping.getObjectAt(0)).getId();
      String subjects = ASN1ObjectIdentifier.getInstance(mapping.getObjectAt(1)).getId();
      mappings.computeIfAbsent(issuers, unused -> new LinkedHashSet<>()).add(subjects);
    }
    return mappings;
  }

  private static int skip(Optional<BigInteger> count) {
    return count
        .map(n -> n.bitLength() > 16 ? Integer.MAX_VALUE : n.intValue())
        .orElse(Integer.MAX_VALUE);
  }
}
