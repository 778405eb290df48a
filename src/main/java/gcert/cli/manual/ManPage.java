package gcert.cli.manual;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Renders man pages in the {@code man} macros (man(7)) from the picocli model: what stands there is
 * what {@code --help} says, and the options cannot differ from those that the program takes.
 */
public final class ManPage {
  private final String version;
  private final String date;

  /**
   * Makes one.
   *
   * @param version the program's version
   * @param date the day of the release, {@code YYYY-MM-DD}; empty leaves it out
   */
  public ManPage(String version, String date) {
    this.version = version;
    this.date = date;
  }

  /** The page of the program: its commands, files, environment and exit codes. */
  public String ofProgram(CommandLine root) {
    CommandSpec spec = root.getCommandSpec();
    Roff page = heading(spec);
    page.section("SYNOPSIS").synopsis("gcert", "[OPTION…] COMMAND [ARGUMENT…]");
    page.section("DESCRIPTION").text(String.join(" ", spec.usageMessage().description()));
    page.section("COMMANDS");
    for (CommandLine command : root.getSubcommands().values()) {
      if (!(command.getCommand() instanceof HelpCommand)) {
        String[] description = command.getCommandSpec().usageMessage().description();
        page.entry(command.getCommandName(), description[0]);
      }
    }
    options(page, spec);
    page.section("EXIT STATUS");
    ExitMeanings.all().forEach((code, meaning) -> page.entry(String.valueOf(code), meaning));
    page.text(
        "With several targets the status is the worst, in the order 70, 8, 1, 5, 4, 3, 75, 7, 6.");
    page.section("ENVIRONMENT")
        .entry(
            "GCERT_OPTION",
            "The default of --option, a hyphen written as an underscore: GCERT_CONNECT_TIMEOUT=5s.")
        .entry("GCERT_CONFIG", "The file with defaults; empty for none.")
        .entry("NO_COLOR", "When set and not empty, output has no colour.");
    page.section("FILES")
        .entry(
            "~/.config/gcert/gcert.properties",
            "Defaults of options, a line each: the option's long name, an equals sign, the value.");
    page.section("SEE ALSO");
    StringBuilder others = new StringBuilder();
    for (CommandLine command : root.getSubcommands().values()) {
      if (!(command.getCommand() instanceof HelpCommand)) {
        others.append(others.isEmpty() ? "" : ", ");
        others.append("gcert-").append(command.getCommandName()).append("(1)");
      }
    }
    return page.text(others + ", openssl-s_client(1)").toString();
  }

  /** The page of one command. */
  public String ofCommand(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    Roff page = heading(spec);
    StringBuilder arguments = new StringBuilder("[OPTION…]");
    for (PositionalParamSpec positional : spec.positionalParameters()) {
      arguments.append(' ').append(positional.paramLabel());
      arguments.append(positional.arity().max() > 1 ? "…" : "");
    }
    page.section("SYNOPSIS").synopsis(spec.qualifiedName(), arguments.toString());
    page.section("DESCRIPTION");
    for (String paragraph : spec.usageMessage().description()) {
      page.text(paragraph);
    }
    for (PositionalParamSpec positional : spec.positionalParameters()) {
      page.entry(positional.paramLabel(), String.join(" ", positional.description()));
    }
    options(page, spec);
    return page.section("SEE ALSO").text("gcert(1)").toString();
  }

  private Roff heading(CommandSpec spec) {
    String name = spec.qualifiedName("-");
    String[] description = spec.usageMessage().description();
    String whatis = description.length == 0 ? "" : description[0];
    return new Roff()
        .title(name, date, "gcert " + version)
        .section("NAME")
        .name(name, whatis.endsWith(".") ? whatis.substring(0, whatis.length() - 1) : whatis);
  }

  private static void options(Roff page, CommandSpec spec) {
    page.section("OPTIONS");
    for (ArgGroupSpec group : spec.argGroups()) {
      String heading = String.valueOf(group.heading()).replace("%n", "").replace(":", "").strip();
      page.subsection(heading);
      group.options().stream()
          .sorted((one, other) -> Integer.compare(one.order(), other.order()))
          .forEach(option -> option(page, option));
    }
    List<OptionSpec> standing =
        spec.options().stream().filter(option -> option.group() == null).toList();
    if (!spec.argGroups().isEmpty() && !standing.isEmpty()) {
      page.subsection("Help");
    }
    standing.forEach(option -> option(page, option));
  }

  private static void option(Roff page, OptionSpec option) {
    if (!option.hidden()) {
      String label = option.arity().max() == 0 ? "" : option.paramLabel();
      page.option(List.of(option.names()), label, String.join(" ", option.description()));
    }
  }
}
