package gcert.cli.command;

import gcert.app.ExitCode;
import gcert.app.LocalFaultException;
import gcert.app.policy.PolicyRun;
import gcert.cli.option.CommandSpec;
import gcert.cli.option.Completion;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.OptionValues;
import gcert.cli.option.Parameter;
import gcert.cli.option.UsageException;
import gcert.cli.option.ValueTypes;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.FormatOption;
import gcert.cli.settings.LayoutOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.PolicySettings;
import gcert.cli.settings.TrustOptions;
import gcert.cli.terminal.Session;
import gcert.report.OutlookJson;
import gcert.report.OutlookNagios;
import gcert.report.OutlookText;
import gcert.report.html.OutlookPage;
import gcert.sender.DomainOutlook;
import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code gcert policy}: says what every kind of sending mail server does with a domain. */
public final class PolicyCommand implements Command {
  private static final int SMTP_PORT = 25;

  /** The forms of the report. */
  enum Format {
    TEXT,
    JSON,
    NAGIOS,
    HTML
  }

  private static final Option<Format> FORMAT = FormatOption.of(Format.values());

  private static final Option<Integer> PORT =
      Option.value(
          "--port",
          "PORT",
          ValueTypes.number(1, 65_535),
          String.valueOf(SMTP_PORT),
          "Visit the mail hosts at PORT.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
            "policy", "Show what each kind of sending mail server will do with a domain.")
        .about(
            "A row for each address of the domain's mail hosts, a column for each kind of sender:"
                + " opportunistic TLS, verified by PKIX, MTA-STS, DANE, and both. The reasons stand"
                + " below.")
        .takes(
            new Parameter(
                "DOMAIN",
                true,
                Completion.TARGETS,
                "One or more mail domains, such as example.net."))
        .options(
            new OptionGroup("Output", FORMAT),
            new OptionGroup("Mail hosts", PORT),
            PolicySettings.DNSSEC,
            ConnectionOptions.GROUP,
            new OptionGroup("Trust", TrustOptions.ROOTS, TrustOptions.AT),
            LayoutOptions.GROUP,
            OutputOptions.DIALOGUE)
        .common(FORMAT, ConnectionOptions.TIMEOUT, TrustOptions.ROOTS, OutputOptions.QUIET)
        .example("gcert policy example.net", "Show what senders do with the mail of a domain")
        .example("gcert policy --format html example.net > policy.html", "Write a page")
        .example("gcert policy --format nagios example.net", "Run as a plugin of Nagios or Icinga")
        .exit(0, "Every kind of sender delivers under TLS at every address.")
        .exit(1, "A kind of sender defers, bounces, or delivers in clear.");
  }

  @Override
  public int run(OptionValues values, Session session) throws UsageException, LocalFaultException {
    List<Host.Name> domains = domains(values.parameters());
    PolicyRun run = PolicySettings.read(values, session, values.get(PORT));
    Format format = values.get(FORMAT);
    OutlookText text = new OutlookText(LayoutOptions.read(values, session));
    OutlookNagios nagios = new OutlookNagios();
    OutlookPage page = new OutlookPage();
    int worst = ExitCode.OK;
    boolean follows = false;
    for (Host.Name domain : domains) {
      DomainOutlook outlook = run.look(domain);
      worst = ExitCode.worse(worst, outlook.exitCode());
      switch (format) {
        case TEXT -> {
          if (outlook.exitCode() != ExitCode.OK || !values.get(OutputOptions.QUIET)) {
            String block = (follows ? "\n" : "") + text.of(outlook);
            session.out().write(block.getBytes(StandardCharsets.UTF_8));
            follows = true;
          }
        }
        case JSON -> session.out().write(OutlookJson.line(outlook));
        case NAGIOS -> nagios.add(outlook);
        case HTML -> page.add(outlook);
      }
    }
    if (format == Format.NAGIOS) {
      session.out().write(nagios.line());
      return nagios.exitCode();
    }
    if (format == Format.HTML) {
      session.out().write(page.finish());
    }
    return worst;
  }

  private static List<Host.Name> domains(List<String> words) throws UsageException {
    if (words.isEmpty()) {
      throw new UsageException("policy takes a mail domain: gcert policy example.net");
    }
    List<Host.Name> domains = new ArrayList<>();
    for (String word : words) {
      try {
        if (!(HostParser.parse(word) instanceof Host.Name domain)) {
          throw new UsageException("policy takes mail domains, and " + word + " is an address");
        }
        domains.add(domain);
      } catch (MalformedTargetException e) {
        throw new UsageException(String.valueOf(e.getMessage()));
      }
    }
    return domains;
  }
}
