package gcert.trust.policy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The valid policies after one certificate of a path: a level of the policy tree of RFC 5280
 * section 6.1, kept as the graph of RFC 9618, in which a policy occurs once however many ways lead
 * to it. What is asked of it here needs no level but the last.
 *
 * @param expected for each valid policy those that the next certificate may name
 */
record PolicyLevel(Map<String, Set<String>> expected) {
  static final String ANY = "2.5.29.32.0";

  /** Above the first certificate every policy is valid. */
  static PolicyLevel start() {
    PolicyLevel start = none();
    start.expected().put(ANY, Set.of(ANY));
    return start;
  }

  /** No policy is valid, nor will one be further down. */
  static PolicyLevel none() {
    return new PolicyLevel(new LinkedHashMap<>());
  }

  boolean isEmpty() {
    return expected.isEmpty();
  }

  int size() {
    int size = 0;
    for (Set<String> policies : expected.values()) {
      size += policies.size();
    }
    return size;
  }

  /**
   * The level below (section 6.1.3 d).
   *
   * @param policies those that the certificate names
   * @param any whether its anyPolicy counts
   */
  PolicyLevel next(Set<String> policies, boolean any) {
    PolicyLevel next = none();
    Set<String> wanted = new LinkedHashSet<>();
    expected.values().forEach(wanted::addAll);
    for (String policy : policies) {
      if (!policy.equals(ANY) && (wanted.contains(policy) || expected.containsKey(ANY))) {
        next.expected.put(policy, Set.of(policy));
      }
    }
    if (any && policies.contains(ANY)) {
      for (String policy : wanted) {
        next.expected.putIfAbsent(policy, Set.of(policy));
      }
    }
    return next;
  }

  /** Puts the policies of the next domain for those of this one (section 6.1.4 b 1). */
  void map(Map<String, Set<String>> mappings) {
    mappings.forEach(
        (policy, others) -> {
          if (expected.containsKey(policy) || expected.containsKey(ANY)) {
            expected.put(policy, others);
          }
        });
  }

  /** Policies that must not be mapped any more go (section 6.1.4 b 2). */
  void drop(Iterable<String> mapped) {
    for (String policy : mapped) {
      expected.remove(policy);
    }
  }
}
