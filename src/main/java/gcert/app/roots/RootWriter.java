package gcert.app.roots;

import gcert.app.LocalFaultException;
import gcert.app.Notices;
import gcert.app.Printer;
import gcert.app.ResultWriter;
import gcert.failure.Escaped;
import gcert.report.Result;
import gcert.trust.Anchor;
import gcert.trust.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Prints the root that the certificate of a result chains up to. */
public final class RootWriter implements ResultWriter {
  @Override
  public int write(Result result, Printer out, Notices notices) throws LocalFaultException {
    Optional<Anchor> anchor = result.verdict().flatMap(Verdict::anchor);
    if (anchor.isPresent()) {
      out.print(line(result, anchor.get()).getBytes(StandardCharsets.UTF_8));
    }
    notices.explain(result);
    return result.exitCode();
  }

  @Override
  public boolean isIndependent() {
    return true;
  }

  private static String line(Result result, Anchor anchor) {
    return Escaped.of(result.observation().target().text())
        + ": "
        + Escaped.of(anchor.certificate().subject())
        + " ("
        + Escaped.of(anchor.source())
        + ", "
        + anchor.certificate().sha256()
        + ")\n";
  }
}
