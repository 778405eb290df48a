package gcert.app.watch;

import gcert.watch.pin.PinFormat;
import gcert.watch.rule.RuleSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How {@code gcert watch} remembers, judges and tells.
 *
 * @param state the folder that remembers
 * @param lockWait how long to wait for another run that uses it
 * @param rules what is news
 * @param at the instant by which certificates are judged
 * @param json whether events are told as JSON
 * @param verbose whether failures are said that are not news
 * @param command the words of the command to run for each event; empty for none
 * @param commandTimeout how long it may take
 * @param pins the file of acceptable certificates; empty for none
 * @param mailDomains whether targets are mail domains, in place of which their hosts are watched
 */
public record WatchSettings(
    Path state,
    Duration lockWait,
    RuleSettings rules,
    Instant at,
    boolean json,
    boolean verbose,
    List<String> command,
    Duration commandTimeout,
    Optional<Pins> pins,
    boolean mailDomains) {

  /**
   * The file of acceptable certificates.
   *
   * @param file where
   * @param format in which form
   * @param window how long a certificate stays acceptable after it was last seen
   */
  public record Pins(Path file, PinFormat format, Duration window) {}
}
