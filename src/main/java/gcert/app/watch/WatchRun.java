package gcert.app.watch;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.Printer;
import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.failure.Failure;
import gcert.failure.IoFault;
import gcert.failure.Step;
import gcert.report.Result;
import gcert.target.ServerTarget;
import gcert.trust.Finding;
import gcert.trust.Severity;
import gcert.watch.JournalEvent;
import gcert.watch.KnownCertificate;
import gcert.watch.Place;
import gcert.watch.PlaceState;
import gcert.watch.Reachability;
import gcert.watch.Round;
import gcert.watch.RoundOutcome;
import gcert.watch.StateException;
import gcert.watch.StateFolder;
import gcert.watch.WatchState;
import gcert.watch.rule.Rules;
import gcert.watch.view.EventLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run of {@code gcert watch}.
 *
 * <p>Each place is finished before the next: its certificates are kept, its events are recorded and
 * then told. After the last one the pins are brought up to date, then the command is run. Killed
 * between two of these, the next run continues where this one stopped, so that an event is reported
 * at least once.
 */
public final class WatchRun implements WatchSource.Receiver {
  private final WatchSettings settings;
  private final Surroundings surroundings;
  private final StateFolder folder;
  private final Optional<EventCommand> command;

  /** A place has one round in a run, however many targets lead there. */
  private final Set<Place> taken = new HashSet<>();

  /** The places to which the targets led, and what is there. */
  private final Map<Place, ServerTarget> places = new LinkedHashMap<>();

  private int worst = ExitCode.OK;

  /** The code of how things stand, news or not. */
  private int standing = ExitCode.OK;

  private boolean news;
  private boolean anyAccepted;
  private Optional<String> unknown = Optional.empty();

  private WatchRun(WatchSettings settings, Surroundings surroundings, StateFolder folder) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.folder = folder;
    command =
        settings.command().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new EventCommand(
                    settings.command(),
                    settings.commandTimeout(),
                    surroundings.environment(),
                    surroundings.notices()));
  }

  /**
   * What surrounds a run.
   *
   * @param events takes the events that are told
   * @param notices take what is said to a person besides
   * @param environment what the command for events inherits
   * @param clock tells when a place was passed by
   */
  public record Surroundings(
      Printer events, WatchNotices notices, Map<String, String> environment, Clock clock) {}

  /**
   * Visits the servers of a source.
   *
   * @return the exit code
   * @throws LocalFaultException when the state cannot be used, or an event cannot be told
   */
  public static int run(WatchSettings settings, Surroundings surroundings, WatchSource source)
      throws LocalFaultException {
    try (StateFolder folder =
        StateFolder.open(settings.state(), settings.lockWait(), surroundings.notices())) {
      WatchRun run = new WatchRun(settings, surroundings, folder);
      run.tell(folder.state().pending());
      if (source.feed(run)) {
        run.updatePins();
        run.runCommand();
      }
      return run.code();
    } catch (StateException e) {
      throw new LocalFaultException(Escaped.of(String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw fault(settings.state(), e);
    }
  }

  /** News is 7; without any, the code is that of what is wrong now. */
  private int code() {
    return ExitCode.worse(worst, news ? ExitCode.DIFFERS : standing);
  }

  @Override
  public void take(ServerTarget target, List<Result> results) throws LocalFaultException {
    Map<Place, List<Result>> byPlace = new LinkedHashMap<>();
    for (Result result : results) {
      if (isFaultOfOurs(result)) {
        surroundings.notices().failed(result.observation(), result.observation().failure().get());
        count(result.exitCode());
        incomplete("not every target was done");
      } else if (result.observation().target() instanceof ServerTarget server) {
        Place place = Place.of(server);
        byPlace.computeIfAbsent(place, unused -> new ArrayList<>()).add(result);
        places.putIfAbsent(place, server);
      }
    }
    try {
      noteWhereItLed(Place.of(target), byPlace);
      for (Map.Entry<Place, List<Result>> seen : byPlace.entrySet()) {
        if (taken.add(seen.getKey())) {
          take(seen.getKey(), seen.getValue());
        }
      }
    } catch (IOException e) {
      throw fault(settings.state(), e);
    }
  }

  /** What went wrong on this side is no news about the server. */
  private static boolean isFaultOfOurs(Result result) {
    return result.observation().failure().filter(f -> f.step() == Step.PROCESSING).isPresent();
  }

  /** A target other than a mail domain is the place that it leads to. */
  private void noteWhereItLed(Place own, Map<Place, List<Result>> byPlace)
      throws IOException, LocalFaultException {
    PlaceState before = folder.state().place(own);
    if (byPlace.isEmpty()) {
      return;
    }
    if (!byPlace.containsKey(own)) {
      if (before.condition().reach().failures() > 0 && taken.add(own)) {
        Instant now = surroundings.clock().instant();
        Round led = new Round(own, now, settings.at(), List.of(), List.of());
        tell(folder.record(Rules.apply(before, led, settings.rules()), command.isPresent()));
      }
    } else if (settings.mailDomains() && byPlace.size() == 1 && before.sightings().isEmpty()) {
      for (Result result : byPlace.getOrDefault(own, List.of())) {
        if (result.observation().failure().filter(f -> f.step() == Step.LOOKUP).isPresent()) {
          incomplete("the mail hosts of " + own.host() + " are not known");
        }
      }
    }
  }

  @Override
  public void incomplete(String why) {
    unknown = unknown.or(() -> Optional.of(why));
  }

  @Override
  public void count(int code) {
    worst = ExitCode.worse(worst, code);
  }

  private void take(Place place, List<Result> results) throws IOException, LocalFaultException {
    PlaceState before = folder.state().place(place);
    Round round = round(place, results);
    RoundOutcome outcome = Rules.apply(before, round, settings.rules());
    for (Result result : results) {
      keep(result, outcome);
      sayFailure(result, outcome);
    }
    standing = ExitCode.worse(standing, standing(round, results, outcome.after()));
    anyAccepted |= round.sights().stream().anyMatch(Round.Sight::accepted);
    tell(folder.record(outcome, command.isPresent()));
  }

  private static int standing(Round round, List<Result> results, PlaceState after) {
    if (round.sights().stream().anyMatch(sight -> !sight.accepted())) {
      return ExitCode.BAD_CERTIFICATE;
    }
    if (after.condition().reach().told()) {
      return results.stream().map(Result::exitCode).reduce(ExitCode.OK, ExitCode::worse);
    }
    boolean expiring =
        round.sights().stream()
            .anyMatch(s -> after.condition().expiring().containsKey(s.certificate().sha256()));
    return expiring ? ExitCode.EXPIRES_SOON : ExitCode.OK;
  }

  private Round round(Place place, List<Result> results) {
    List<Round.Sight> sights = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    Instant time = results.get(0).observation().time();
    for (Result result : results) {
      if (showsCertificate(result)) {
        sights.add(
            new Round.Sight(
                KnownCertificate.of(result.observation().chain().get(0)),
                result.observation().addressText().orElse("no address"),
                result.holds(),
                result.holds() ? "" : reason(result)));
      } else {
        failures.add(result.observation().failure().map(WatchRun::sentence).orElse("failed"));
      }
      time = later(time, result.observation().time());
    }
    return new Round(place, time, settings.at(), sights, failures);
  }

  /** A certificate whose key the server did not prove to have says nothing about the server. */
  private static boolean showsCertificate(Result result) {
    return !result.observation().chain().isEmpty()
        && (result.holds() || result.exitCode() == ExitCode.BAD_CERTIFICATE);
  }

  private void keep(Result result, RoundOutcome outcome) throws IOException {
    if (!result.observation().chain().isEmpty()) {
      Certificate certificate = result.observation().chain().get(0);
      if (outcome.after().sightings().containsKey(certificate.sha256())) {
        folder.keep(certificate);
      }
    }
  }

  /** Who names a server for the first time wants to hear at once that it does not answer. */
  private void sayFailure(Result result, RoundOutcome outcome) {
    Optional<Failure> failure = result.observation().failure();
    Reachability reach = outcome.after().condition().reach();
    boolean strange = outcome.after().sightings().isEmpty() && !reach.told();
    if (showsCertificate(result) || failure.isEmpty()) {
      return;
    }
    if (strange || settings.verbose()) {
      surroundings.notices().failed(result.observation(), failure.get());
    }
    if (strange) {
      worst = ExitCode.worse(worst, result.exitCode());
    }
  }

  private void tell(List<JournalEvent> events) throws IOException, LocalFaultException {
    WatchState state = folder.state();
    List<Long> told = new ArrayList<>();
    for (JournalEvent event : events) {
      if (!event.told()) {
        surroundings
            .events()
            .print(settings.json() ? EventLines.json(event, state) : EventLines.text(event));
        news |= !event.event().reminder();
        told.add(event.id());
      }
    }
    folder.told(told);
  }

  /** A list of which a part is not known would take the pins of that part away. */
  private void updatePins() throws IOException, StateException {
    if (settings.pins().isEmpty() || !anyAccepted) {
      return;
    }
    WatchSettings.Pins pins = settings.pins().get();
    if (unknown.isPresent()) {
      surroundings.notices().pinsLeft(pins.file(), unknown.get());
      return;
    }
    try {
      PinsUpdate.update(pins, settings.at(), places.values(), folder, surroundings.notices());
    } catch (LocalFaultException e) {
      surroundings.notices().fault(e);
      worst = ExitCode.worse(worst, ExitCode.LOCAL_FAULT);
    }
  }

  /** Last of all, so that a command finds the pins as they are to be. */
  private void runCommand() throws IOException {
    if (command.isEmpty()) {
      return;
    }
    for (JournalEvent event : folder.state().pending()) {
      Optional<String> failure = command.get().run(event, folder);
      if (failure.isEmpty()) {
        folder.done(List.of(event.id()));
      } else {
        surroundings
            .notices()
            .commandFailed(event.event(), settings.command().get(0), failure.get());
        worst = ExitCode.worse(worst, ExitCode.LOCAL_FAULT);
      }
    }
  }

  private static String reason(Result result) {
    return result
        .verdict()
        .flatMap(
            verdict ->
                verdict.findings().stream()
                    .filter(finding -> finding.severity() == Severity.FAILURE)
                    .map(Finding::message)
                    .findFirst())
        .orElse("does not verify");
  }

  private static String sentence(Failure failure) {
    return failure.step().label()
        + ": "
        + failure.what()
        + failure.hint().map(hint -> "; " + hint).orElse("");
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  static LocalFaultException fault(Path place, IOException e) {
    return new LocalFaultException(
        Escaped.of(place.toString()) + ": " + Escaped.of(IoFault.describe(e)), e);
  }
}
