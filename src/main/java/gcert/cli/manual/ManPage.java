package gcert.cli.manual;

import gcert.cli.option.CommandSpec;
import gcert.cli.option.Option;
import gcert.cli.option.OptionGroup;
import gcert.cli.option.Parameter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Renders man pages in the {@code man} macros (man(7)) from what was declared for each command:
 * what stands there is what {@code --help} says, and the options cannot differ from those that the
 * program takes.
 */
public final class ManPage {
  private static final String CONFIGURATION = "~/.config/gcert/gcert.properties";

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
  public String ofProgram(CommandSpec program, List<CommandSpec> commands) {
    Roff page = heading("gcert", program);
    page.section("SYNOPSIS").synopsis("gcert", "COMMAND [OPTION…] [ARGUMENT…]");
    page.section("DESCRIPTION").text(program.summary());
    program.description().forEach(page::text);
    page.section("COMMANDS");
    for (CommandSpec command : commands) {
      page.entry(command.name(), command.summary());
    }
    options(page, program);
    examples(page, program);
    for (String topic : List.of("targets", "times")) {
      page.section(topic.toUpperCase(Locale.ROOT));
      Topics.find(topic).orElseThrow().forEach(page::entry);
    }
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
            CONFIGURATION,
            "Defaults of options, one per line: the option's long name, an equals sign, the value."
                + " With the name of a command in front, as in check.format=json, the default is"
                + " for that command alone.");
    page.section("SEE ALSO");
    StringBuilder others = new StringBuilder();
    for (CommandSpec command : commands) {
      others.append(others.isEmpty() ? "" : ", ").append(pageName(command)).append("(1)");
    }
    return page.text(others + ", openssl-s_client(1)").toString();
  }

  /** The page of one command. */
  public String ofCommand(CommandSpec spec) {
    Roff page = heading(pageName(spec), spec);
    page.section("SYNOPSIS")
        .synopsis(
            spec.qualifiedName(), String.join(" ", Usage.arguments(spec)).replace("...", "…"));
    page.section("DESCRIPTION").text(spec.summary());
    spec.description().forEach(page::text);
    for (Parameter parameter : spec.parameters()) {
      page.entry(parameter.label(), parameter.help());
    }
    options(page, spec);
    examples(page, spec);
    page.section("EXIT STATUS");
    for (Map.Entry<Integer, String> code : ExitMeanings.all().entrySet()) {
      page.entry(
          String.valueOf(code.getKey()), spec.exits().getOrDefault(code.getKey(), code.getValue()));
    }
    page.section("FILES");
    spec.files().forEach(page::entry);
    page.entry(CONFIGURATION, "Defaults of options; see gcert(1).");
    return page.section("SEE ALSO").text(seeAlso(spec)).toString();
  }

  /** The name of a command's page, without its section. */
  public static String pageName(CommandSpec spec) {
    return spec.qualifiedName().replace(' ', '-');
  }

  private static void examples(Roff page, CommandSpec spec) {
    if (!spec.examples().isEmpty()) {
      page.section("EXAMPLES");
      spec.examples().forEach(example -> page.example(example.purpose() + ":", example.line()));
    }
  }

  private static String seeAlso(CommandSpec spec) {
    int space = spec.name().indexOf(' ');
    return space < 0 ? "gcert(1)" : "gcert(1), gcert-" + spec.name().substring(0, space) + "(1)";
  }

  private Roff heading(String name, CommandSpec spec) {
    String whatis = spec.summary();
    return new Roff()
        .title(name, date, "gcert " + version)
        .section("NAME")
        .name(name, whatis.endsWith(".") ? whatis.substring(0, whatis.length() - 1) : whatis);
  }

  private static void options(Roff page, CommandSpec spec) {
    page.section("OPTIONS");
    for (OptionGroup group : spec.groups()) {
      page.subsection(group.heading());
      for (Option<?> option : group.options()) {
        page.option(option.names(), option.label(), option.help());
      }
    }
  }
}
