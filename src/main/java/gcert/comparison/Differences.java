package gcert.comparison;

import gcert.certificate.Certificate;
import gcert.certificate.ExtensionReader;
import gcert.certificate.ExtensionText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the differences between two certificates. */
final class Differences {
  /**
   * Extensions that a CA fills anew for each certificate: the timestamps of the logs, the key's
   * identifier, and the addresses of its servers, which many CAs spread over shards.
   */
  private static final Set<String> RENEWED =
      Set.of("1.3.6.1.4.1.11129.2.4.2", "2.5.29.14", "1.3.6.1.5.5.7.1.1", "2.5.29.31");

  private final List<Difference> found = new ArrayList<>();

  List<Difference> of(
      Certificate one,
      Certificate other,
      Optional<Certificate> oneAnchor,
      Optional<Certificate> otherAnchor) {
    if (!one.equals(other)) {
      anchors(oneAnchor, otherAnchor);
      single("subject", one.subject(), other.subject(), true);
      single("issuer", one.issuer(), other.issuer(), true);
      sets("names", lowerCase(one.names()), lowerCase(other.names()), true);
      keys(one, other);
      single("signature", one.signature(), other.signature(), true);
      extensions(one, other);
      single("serial", serial(one), serial(other), false);
      single("valid", validity(one), validity(other), false);
      if (found.isEmpty()) {
        single("sha256", one.sha256(), other.sha256(), true);
      }
    }
    found.sort(Comparator.comparing(difference -> !difference.material()));
    return found;
  }

  /** Where one side has none, its intermediates are missing: that says nothing of the renewal. */
  private void anchors(Optional<Certificate> one, Optional<Certificate> other) {
    if (one.isPresent() && other.isPresent() && !one.equals(other)) {
      String before = one.get().subject();
      String after = other.get().subject();
      if (before.equals(after)) {
        before += " " + one.get().sha256();
        after += " " + other.get().sha256();
      }
      single("anchor", before, after, true);
    }
  }

  private void keys(Certificate one, Certificate other) {
    if (!one.key().equals(other.key())) {
      single("key", one.key(), other.key(), true);
    } else if (!one.spkiSha256().equals(other.spkiSha256())) {
      single("key", keyAndPin(one), keyAndPin(other), false);
    }
  }

  private void extensions(Certificate one, Certificate other) {
    Map<String, ExtensionText> before = byIdentifier(one);
    Map<String, ExtensionText> after = byIdentifier(other);
    Set<String> identifiers = new LinkedHashSet<>(before.keySet());
    identifiers.addAll(after.keySet());
    for (String oid : identifiers) {
      ExtensionText had = before.get(oid);
      ExtensionText has = after.get(oid);
      String label = had != null ? had.label() : has != null ? has.label() : oid;
      boolean material = !RENEWED.contains(oid) || had == null || has == null;
      sets(label, values(had), values(has), material);
    }
  }

  private static Map<String, ExtensionText> byIdentifier(Certificate certificate) {
    Map<String, ExtensionText> words = new LinkedHashMap<>();
    for (ExtensionText extension : ExtensionReader.read(certificate)) {
      words.put(extension.oid(), extension);
    }
    return words;
  }

  private static Set<String> values(@Nullable ExtensionText words) {
    Set<String> values = new LinkedHashSet<>();
    if (words != null) {
      for (String value : words.values()) {
        values.add(words.critical() ? value + ", critical" : value);
      }
    }
    return values;
  }

  private void single(String field, String before, String after, boolean material) {
    if (!before.equals(after)) {
      found.add(new Difference(field, List.of(before), List.of(after), material));
    }
  }

  private void sets(String field, Set<String> before, Set<String> after, boolean material) {
    if (!before.equals(after)) {
      List<String> gone = new ArrayList<>(before);
      gone.removeAll(after);
      List<String> come = new ArrayList<>(after);
      come.removeAll(before);
      found.add(new Difference(field, gone, come, material));
    }
  }

  /** DNS names are the same in upper and lower case (RFC 4343). */
  private static Set<String> lowerCase(List<String> names) {
    Set<String> all = new LinkedHashSet<>();
    for (String name : names) {
      all.add(name.toLowerCase(Locale.ROOT));
    }
    return all;
  }

  private static String serial(Certificate certificate) {
    return certificate.serialNumber().toString(16);
  }

  private static String validity(Certificate certificate) {
    return certificate.notBefore() + " to " + certificate.notAfter();
  }

  private static String keyAndPin(Certificate certificate) {
    return certificate.key() + " " + certificate.spkiSha256();
  }
}
