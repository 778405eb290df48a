package gcert.cli.command;

import gcert.app.Assessor;
import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.cli.settings.OutputFile;
import gcert.cli.terminal.Session;
import gcert.failure.Failure;
import gcert.report.Result;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.trust.Verdict;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** What becomes of the results of one run of {@code gcert fetch}. */
public final class FetchRun implements Outlet {
  private final FetchOutput output;
  private final boolean insecure;
  private final boolean presenting;
  private final Session session;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private int worst = ExitCode.OK;

  /**
   * Begins.
   *
   * @param insecure whether a certificate is printed even if the server has not proven its key
   * @param presenting whether a server that asks for a client certificate is given one
   */
  public FetchRun(FetchOutput output, boolean insecure, boolean presenting, Session session) {
    this.output = output;
    this.insecure = insecure;
    this.presenting = presenting;
    this.session = session;
  }

  @Override
  public void accept(Result assessed) throws LocalFaultException {
    Result result = insecure ? takenAsShown(assessed) : assessed;
    boolean printable = result.holds() && explain(result);
    worst = ExitCode.worse(worst, result.holds() && !printable ? 1 : result.exitCode());
    if (!result.holds()) {
      explainFailure(result);
    }
    boolean wanted = printable || output.reportsFailures();
    Optional<HostFiles> folder = output.folder();
    if (folder.isPresent() && result.observation().target() instanceof ServerTarget server) {
      if (wanted) {
        folder.get().replace(server, output.render(result), session.messages());
      } else {
        folder.get().keep(server, session.messages());
      }
    } else if (wanted) {
      print(output.render(result));
    }
  }

  @Override
  public FetchRun alike(Session elsewhere) {
    return new FetchRun(output, insecure, presenting, elsewhere);
  }

  @Override
  public boolean isDivisible() {
    return output.folder().isEmpty();
  }

  @Override
  public byte[] collected() {
    return collected.toByteArray();
  }

  @Override
  public int code() {
    return worst;
  }

  @Override
  public void count(int code) {
    worst = ExitCode.worse(worst, code);
  }

  @Override
  public void complain(String complaint) {
    count(ExitCode.LOCAL_FAULT);
  }

  @Override
  public void print(byte[] block) throws LocalFaultException {
    if (output.file().isPresent()) {
      collected.writeBytes(block);
    } else if (block.length > 0) {
      session.out().write(block);
    }
  }

  /** Writes the file, when there is one to write, and gives the exit code. */
  @Override
  public int finish() throws LocalFaultException {
    if (output.file().isEmpty()) {
      return worst;
    }
    OutputFile file = output.file().get();
    if (worst != ExitCode.OK && !output.reportsFailures()) {
      session.messages().output(file.path().toString(), file.untouched());
      return worst;
    }
    file.replace(collected.toByteArray(), session.messages());
    return worst;
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
  private boolean explain(Result result) {
    Observation observation = result.observation();
    Optional<Verdict> failed = result.verdict().filter(verdict -> !verdict.passed());
    if (failed.isPresent()) {
      session.messages().acceptedAllTheSame(observation, failed.get());
    }
    if (!presenting && Assessor.wantsClientCertificate(observation)) {
      session.messages().note(observation, "note: the server asks for a client certificate");
    } else if (observation.failure().isPresent()) {
      session.messages().printedUnproven(observation, observation.failure().get());
    }
    if (!output.reportsFailures() && output.certificates(result).isEmpty()) {
      session
          .messages()
          .note(observation, "certificate check: there is no verified path; try --chain");
      return false;
    }
    return true;
  }

  private void explainFailure(Result result) {
    Observation observation = result.observation();
    Optional<Verdict> rejected = result.verdict().filter(verdict -> result.exitCode() == 1);
    Optional<Failure> failure = observation.failure();
    if (rejected.isPresent()) {
      session.messages().rejected(observation, rejected.get(), "use --insecure to print it anyway");
    } else if (failure.isPresent()) {
      session.messages().failed(observation, hinting(failure.get(), observation));
    }
  }

  private static Failure hinting(Failure failure, Observation observation) {
    return observation.chain().isEmpty() || failure.hint().isPresent()
        ? failure
        : new Failure(
            failure.step(),
            failure.category(),
            failure.what(),
            Optional.of("it has shown a certificate; use --insecure to print it"));
  }
}
