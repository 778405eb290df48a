package gcert.cli.option;

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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Which targets: the parameters, {@code --gmail} and {@code --port}. */
public final class TargetOptions {
  private TargetOptions() {}

  public static void declare(CommandSpec spec) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("TARGET")
            .type(String[].class)
            .arity("0..*")
            .description(
                "HOST, HOST:PORT, [IPv6]:PORT, or a URL whose scheme says how TLS starts:"
                    + " smtp (the default), submission, smtps, lmtp, imap, imaps, pop3, pop3s,"
                    + " sieve, tls.")
            .build());
    new OptionGroup("Targets", 10)
        .flag("--gmail", gmail())
        .value("--port", "N", "The port of targets that name none. Default: the protocol's own.")
        .addTo(spec);
  }

  /** A line for each: picocli would break names at their dots. */
  private static String[] gmail() {
    String[] lines = new String[GmailHosts.NAMES.size()];
    for (int i = 0; i < lines.length; i++) {
      String end = i == lines.length - 1 ? "." : ",";
      lines[i] = (i == 0 ? "The hosts of Gmail: " : "") + GmailHosts.NAMES.get(i) + end;
    }
    return lines;
  }

  /** What reads a target as the user has it. */
  public static TargetParser parser(OptionValues values) throws UsageException {
    Optional<Integer> port = values.number("--port", 1, 65535);
    return new TargetParser(port.isPresent() ? OptionalInt.of(port.get()) : OptionalInt.empty());
  }

  /** Reads every target named, in order; there is none only where a list has them. */
  public static List<Target> read(OptionValues values) throws UsageException {
    TargetParser parser = parser(values);
    List<String> texts = new ArrayList<>();
    if (values.flag("--gmail")) {
      texts.addAll(GmailHosts.NAMES);
    }
    texts.addAll(values.parameters());
    if (texts.isEmpty() && values.text("--input").isEmpty()) {
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
