package gcert.cli.settings;

import gcert.cli.option.Completion;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.Parameter;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.failure.Escaped;
import gcert.file.CertificateFileException;
import gcert.file.NamedFiles;
import gcert.target.GmailHosts;
import gcert.target.MalformedTargetException;
import gcert.target.Target;
import gcert.target.TargetParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which targets: the parameters, {@code --gmail} and {@code --port}. */
public final class TargetOptions {
  /** The targets of the command line. */
  public static final Parameter TARGETS =
      new Parameter(
          "TARGET",
          true,
          Completion.TARGETS,
          "HOST, HOST:PORT, [IPv6]:PORT, or a URL whose scheme says how TLS starts: smtp (the"
              + " default), submission, smtps, lmtp, imap, imaps, pop3, pop3s, sieve, tls. HOST:PORT,NAME"
              + " connects to HOST and checks NAME.");

  /** Also the hosts of Gmail. */
  public static final Option<Boolean> GMAIL =
      Option.flag(
          "--gmail", "Add the hosts of Gmail: " + String.join(", ", GmailHosts.NAMES) + ".");

  /** The port of targets that name none. */
  public static final Option<Optional<Integer>> PORT =
      Option.value(
          "--port",
          "N",
          ValueTypes.number(1, 65535),
          "Use port N for targets that name none. Default: the port of the protocol.");

  /** Which targets. */
  public static final OptionGroup GROUP = new OptionGroup("Targets", GMAIL, PORT);

  private TargetOptions() {}

  /** What reads a target as the user has it. */
  public static TargetParser parser(OptionValues values) throws UsageException {
    Optional<Integer> port = values.get(PORT);
    return new TargetParser(port.isPresent() ? OptionalInt.of(port.get()) : OptionalInt.empty());
  }

  /** Reads every target named, in order; there is none only where a list has them. */
  public static List<Target> read(OptionValues values) throws UsageException {
    TargetParser parser = parser(values);
    List<String> texts = new ArrayList<>();
    if (values.get(GMAIL)) {
      texts.addAll(GmailHosts.NAMES);
    }
    texts.addAll(values.parameters());
    if (texts.isEmpty() && values.get(BulkOptions.INPUT).isEmpty()) {
      throw new UsageException("no target given; name a host, for example aspmx.l.google.com");
    }
    List<Target> targets = new ArrayList<>();
    for (String text : texts) {
      try {
        for (String word : NamedFiles.expand(text)) {
          targets.add(parser.parse(word));
        }
      } catch (MalformedTargetException e) {
        throw new UsageException(String.valueOf(e.getMessage()));
      } catch (CertificateFileException e) {
        throw new UsageException("'" + Escaped.of(text) + "': " + e.getMessage());
      }
    }
    return targets;
  }
}
