package gcert.deployment;

import gcert.certificate.Certificate;
import java.util.List;

/**
 * A file of certificates as it is on the disk.
 *
 * @param name how the user calls it, unescaped
 * @param chain its certificates, the end entity's first; at least one
 */
public record InstalledFile(String name, List<Certificate> chain) {
  /** Takes a copy of the list. */
  public InstalledFile {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a file without a certificate");
    }
  }

  /** The certificate that the server is to show. */
  public Certificate leaf() {
    return chain.get(0);
  }
}
