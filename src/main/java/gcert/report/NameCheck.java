package gcert.report;

import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.trust.Rule;
import gcert.trust.Severity;
import java.util.Optional;

/** What came of the check of the name, in two or three words. */
public final class NameCheck {
  private NameCheck() {}

  /**
   * {@code name ok}, {@code name mismatch} or {@code name not checked}.
   *
   * @param identity the identity that was checked in place of the target's own
   */
  public static String words(Result result, Optional<Host> identity) {
    Optional<Host> checked = identity;
    if (checked.isEmpty() && result.observation().target() instanceof ServerTarget server) {
      checked = Optional.of(server.identity());
    }
    if (checked.isEmpty()) {
      return "name not checked";
    }
    boolean failed =
        result.verdict().stream()
            .flatMap(verdict -> verdict.findings().stream())
            .anyMatch(f -> f.rule() == Rule.NAME && f.severity() == Severity.FAILURE);
    return failed ? "name mismatch" : "name ok";
  }
}
