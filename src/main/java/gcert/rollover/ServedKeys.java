package gcert.rollover;

import gcert.certificate.Certificate;
import gcert.tls.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which keys a host serves at which of its addresses: half of them may have been rolled over. */
final class ServedKeys {
  private static final int SHOWN = 4;

  private final Map<String, List<Observation>> byAddress = new LinkedHashMap<>();

  /**
   * Sorts what was seen by address.
   *
   * @param served what has a chain, for each kind of key at each address
   */
  ServedKeys(List<Observation> served) {
    for (Observation one : served) {
      byAddress
          .computeIfAbsent(one.addressText().orElse(""), address -> new ArrayList<>())
          .add(one);
    }
  }

  /** Whether at each address, of which there is one at least, there is such a chain. */
  boolean everywhere(Predicate<List<Certificate>> wanted) {
    return !byAddress.isEmpty()
        && byAddress.values().stream()
            .allMatch(shown -> shown.stream().anyMatch(one -> wanted.test(one.chain())));
  }

  /**
   * Where the keys of one kind are not the same at all addresses.
   *
   * @param candidate the SHA-256 digest of the candidate's key, in hexadecimal digits
   * @return one clause; empty where they are the same
   */
  Optional<String> difference(String candidate) {
    Map<String, Map<String, Set<String>>> kinds = new LinkedHashMap<>();
    byAddress.forEach(
        (address, shown) ->
            shown.forEach(
                one -> {
                  Certificate leaf = one.chain().get(0);
                  kinds
                      .computeIfAbsent(leaf.keyFamily(), kind -> new LinkedHashMap<>())
                      .computeIfAbsent(leaf.spkiSha256(), key -> new LinkedHashSet<>())
                      .add(address);
                }));
    return kinds.values().stream()
        .filter(keys -> keys.size() > 1)
        .findFirst()
        .map(keys -> clause(keys, candidate));
  }

  private static String clause(Map<String, Set<String>> keys, String candidate) {
    List<String> parts = new ArrayList<>();
    keys.forEach(
        (key, addresses) ->
            parts.add(
                "3 1 1 "
                    + key
                    + (key.equals(candidate) ? ", which is this one," : "")
                    + " at "
                    + String.join(", ", addresses.stream().limit(SHOWN).toList())
                    + (addresses.size() > SHOWN ? " and more" : "")));
    int more = parts.size() - SHOWN;
    return "the host does not serve the same key at all its addresses: "
        + String.join("; ", parts.subList(0, Math.min(parts.size(), SHOWN)))
        + (more > 0 ? "; and " + more + " more" : "");
  }
}
