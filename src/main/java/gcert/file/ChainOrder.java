package gcert.file;

import gcert.certificate.Certificate;
import java.util.ArrayList;
import java.util.List;

/** Which certificate of a file is the end entity's. */
final class ChainOrder {
  private ChainOrder() {}

  /**
   * The certificates in their order, except that the end entity's comes first: the first one,
   * unless that is a CA's and exactly one other is not.
   */
  static List<Certificate> endEntityFirst(List<Certificate> certificates) {
    if (certificates.isEmpty() || !isAuthority(certificates.get(0))) {
      return certificates;
    }
    List<Certificate> others = certificates.stream().filter(c -> !isAuthority(c)).toList();
    if (others.size() != 1) {
      return certificates;
    }
    List<Certificate> ordered = new ArrayList<>(certificates);
    ordered.remove(others.get(0));
    ordered.add(0, others.get(0));
    return ordered;
  }

  private static boolean isAuthority(Certificate certificate) {
    return certificate.isAuthority();
  }
}
