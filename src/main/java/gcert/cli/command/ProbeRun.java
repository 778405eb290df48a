package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.cli.message.ProgressLine;
import gcert.cli.settings.OutputFile;
import gcert.cli.terminal.Session;
import gcert.probe.Probed;
import gcert.probe.ServerRange;
import gcert.probe.Survey;
import gcert.report.ProbeJson;
import gcert.report.ProbeNagios;
import gcert.report.ProbeText;
import gcert.run.Entry;
import gcert.run.Means;
import gcert.run.Work;
import gcert.target.FileTarget;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import gcert.tls.Opener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Asks servers, and reports what they take in the order of the targets. */
final class ProbeRun implements TargetRun.Taker<Probed> {
  /** Some 60 suites with their names, most of them shared, and a few certificates. */
  private static final int SIZE = 32 * 1024;

  private final Session session;
  private final Survey survey;
  private final ProbeCommand.Format format;
  private final ProbeText text;
  private final Optional<OutputFile> file;
  private final ProbeNagios nagios = new ProbeNagios();
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
  private int worst = ExitCode.OK;
  private long entries;
  private long bad;
  private boolean follows;

  ProbeRun(
      Session session,
      Means means,
      ProbeCommand.Format format,
      ProbeText text,
      Optional<OutputFile> file) {
    this.session = session;
    this.format = format;
    this.text = text;
    this.file = file;
    this.survey =
        new Survey(
            new Opener(means.addresses(), means.settings(), means.ticker(), means.logs()),
            means.ticker(),
            ProbeRun::pause);
  }

  /** What the workers do with a server that was visited. */
  Work<Probed> work(ProgressLine progress) {
    return new Work<>() {
      @Override
      public Probed outcome(Observation observation) {
        Optional<ServerRange> range =
            Probed.isWorthAsking(observation)
                ? Optional.of(survey.ask((ServerTarget) observation.target(), observation))
                : Optional.empty();
        Probed probed = new Probed(observation, range, session.clock().instant());
        progress.count(probed.exitCode() == ExitCode.OK);
        return probed;
      }

      @Override
      public boolean connectsAgain() {
        return true;
      }

      @Override
      public Observation read(FileTarget target) {
        throw new IllegalStateException("files are not admitted");
      }

      @Override
      public int size(Probed outcome) {
        return SIZE;
      }
    };
  }

  @Override
  public void accept(Entry entry, List<Probed> outcomes) throws LocalFaultException {
    entries++;
    if (entry instanceof Entry.Bad fault) {
      bad++;
      session.messages().badEntry(fault.complaint());
      nagios.complain(fault.complaint());
      worst = ExitCode.worse(worst, ExitCode.LOCAL_FAULT);
      return;
    }
    for (Probed probed : outcomes) {
      worst = ExitCode.worse(worst, probed.exitCode());
      bad += probed.exitCode() == ExitCode.OK ? 0 : 1;
      if (probed.failure().isPresent()
          && (format == ProbeCommand.Format.JSON || file.isPresent())) {
        session.messages().failed(probed.seen(), probed.failure().get());
      }
      report(probed);
    }
  }

  private void report(Probed probed) throws LocalFaultException {
    switch (format) {
      case TEXT -> {
        String block = (follows ? "\n" : "") + text.of(probed);
        follows = true;
        print(block.getBytes(StandardCharsets.UTF_8));
      }
      case JSON -> print(ProbeJson.line(probed));
      case NAGIOS -> nagios.add(probed);
    }
  }

  @Override
  public void broken(Entry entry, Throwable bug) {
    entries++;
    bad++;
    session.messages().bug(bug);
    worst = ExitCode.worse(worst, ExitCode.BUG);
  }

  /** The file of {@code --output} stays as it was when the run was interrupted. */
  @Override
  public int end(TargetRun.Ending ending) throws LocalFaultException {
    if (!ending.whole()) {
      session.messages().interrupted(entries, bad, "run it again for the rest");
      return worst;
    }
    if (format == ProbeCommand.Format.NAGIOS) {
      print(nagios.finish());
    }
    if (file.isPresent()) {
      file.get().replace(collected.toByteArray(), session.messages());
    }
    return format == ProbeCommand.Format.NAGIOS ? nagios.exitCode() : worst;
  }

  private void print(byte[] block) throws LocalFaultException {
    if (file.isPresent()) {
      collected.writeBytes(block);
    } else {
      session.out().write(block);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
