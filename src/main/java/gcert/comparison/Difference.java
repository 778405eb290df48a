package gcert.comparison;

import java.util.List;

/**
 * One thing that differs. Text is as the certificates have it: whoever shows it escapes it.
 *
 * @param field what it is: {@code issuer}, {@code names} …
 * @param before what only the first has, not empty unless the second has more
 * @param after what only the second has
 * @param material whether a renewal alone does not explain it
 */
public record Difference(String field, List<String> before, List<String> after, boolean material) {

  /** Takes copies of the lists. */
  public Difference {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
