package gcert.app.fetch;

import gcert.app.Assessor;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.Notices;
import gcert.app.Printer;
import gcert.app.ResultWriter;
import gcert.failure.Failure;
import gcert.report.Result;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.tls.TlsSession;
import gcert.trust.Verdict;
import java.util.List;
import java.util.Optional;

/** Prints the certificates of the results that hold, and says why others are not printed. */
public final class FetchWriter implements ResultWriter {
  private final FetchRequest request;
  private final CertificateRenderer renderer;
  private final Optional<HostFiles> folder;

  /** Makes one. */
  public FetchWriter(FetchRequest request) {
    this.request = request;
    this.renderer = new CertificateRenderer(request);
    this.folder = request.folder().map(path -> new HostFiles(path, request.format()));
  }

  @Override
  public int write(Result assessed, Printer out, Notices notices) throws LocalFaultException {
    Result result = request.insecure() ? takenAsShown(assessed) : assessed;
    boolean printable = result.holds() && explain(result, notices);
    if (!result.holds()) {
      explainFailure(result, notices);
    }
    boolean wanted = printable || request.reportsFailures();
    byte[] block = new byte[0];
    if (wanted) {
      try {
        block = renderer.render(result);
      } catch (RuntimeException | StackOverflowError e) {
        if (result.observation().chain().isEmpty()) {
          throw e;
        }
        return write(Result.ofFault(result.observation(), result.at(), e), out, notices);
      }
    }
    if (folder.isPresent() && result.observation().target() instanceof ServerTarget server) {
      if (wanted) {
        folder.get().replace(server, block, notices);
      } else {
        folder.get().keep(server, notices);
      }
    } else if (wanted) {
      out.print(block);
    }
    return result.holds() && !printable ? ExitCode.BAD_CERTIFICATE : result.exitCode();
  }

  @Override
  public boolean isIndependent() {
    return folder.isEmpty();
  }

  @Override
  public boolean replacesFile(int worst) {
    return worst == ExitCode.OK || request.reportsFailures();
  }

  /** A certificate that was shown before the handshake broke off, taken for what it is. */
  private static Result takenAsShown(Result result) {
    return result.verdict().isPresent()
            && !result.holds()
            && result.exitCode() != ExitCode.BAD_CERTIFICATE
        ? new Result(result.observation(), result.verdict(), result.at(), ExitCode.OK)
        : result;
  }

  /** Says what a person should know of a certificate that is printed; false when none can be. */
  private boolean explain(Result result, Notices notices) {
    Observation observation = result.observation();
    Optional<Verdict> failed = result.verdict().filter(verdict -> !verdict.passed());
    if (failed.isPresent()) {
      notices.printedAnyway(observation, failed.get());
    }
    List<String> weaknesses = observation.session().map(TlsSession::weaknesses).orElse(List.of());
    if (request.legacy() && !weaknesses.isEmpty()) {
      notices.weakSession(observation, weaknesses);
    }
    if (!request.presenting() && Assessor.wantsClientCertificate(observation)) {
      notices.clientCertificateWanted(observation);
    } else if (observation.failure().isPresent()) {
      notices.printedUnproven(observation, observation.failure().get());
    }
    if (!request.reportsFailures() && request.selection().of(result).isEmpty()) {
      notices.noVerifiedPath(observation);
      return false;
    }
    return true;
  }

  private static void explainFailure(Result result, Notices notices) {
    Observation observation = result.observation();
    Optional<Verdict> rejected =
        result.verdict().filter(verdict -> result.exitCode() == ExitCode.BAD_CERTIFICATE);
    Optional<Failure> failure = observation.failure();
    if (rejected.isPresent()) {
      notices.withheld(observation, rejected.get());
    } else if (failure.isPresent() && observation.chain().isEmpty()) {
      notices.failed(observation, failure.get());
    } else if (failure.isPresent()) {
      notices.failedAfterCertificate(observation, failure.get());
    }
  }
}
