package gcert.issuer;

import java.util.List;

/**
 * What looking for missing issuers came to.
 *
 * @param found the issuers, from the bottom up
 * @param failures what could not be had, a clause each, with its location
 */
public record IssuerSearch(List<FetchedIssuer> found, List<String> failures) {
  /** Takes copies of the lists. */
  public IssuerSearch {
    found = List.copyOf(found);
    failures = List.copyOf(failures);
  }
}
