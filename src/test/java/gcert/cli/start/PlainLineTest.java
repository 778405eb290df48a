package gcert.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.cli.command.CommandLines;
import gcert.cli.command.FetchOutput;
import gcert.cli.option.Configuration;
import gcert.cli.option.GivenOptions;
import gcert.cli.option.Option;
import gcert.cli.option.OptionValues;
import gcert.cli.option.PicocliModel;
import gcert.cli.settings.ConnectionOptions;
import gcert.cli.settings.OutputOptions;
import gcert.cli.settings.TrustOptions;
import gcert.tls.ExchangeSettings;
import gcert.tls.TlsSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

class PlainLineTest {
  private static final List<String> COMMANDS = List.of("fetch", "check", "show");

  @Test
  void oneServerAndKnownOptionsArePlain() {
    PlainLine line =
        PlainLine.read("fetch", "-k", "mx.example.net", "--format=json", "-o", "out.json")
            .orElseThrow();

    assertThat(line.spec().name()).isEqualTo("fetch");
    assertThat(line.target().hostAndPort()).isEqualTo("mx.example.net:25");
    assertThat(line.parameters()).containsExactly("mx.example.net");
    assertThat(line.has(TrustOptions.INSECURE)).isTrue();
    assertThat(line.has(FetchOutput.CHAIN_OPTION)).isFalse();
    assertThat(line.values(FetchOutput.FORMAT)).containsExactly("json");
    assertThat(line.values(FetchOutput.OUTPUT)).containsExactly("out.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fetch",
        "fetch a.example b.example",
        "fetch --gmail",
        "fetch file:x.pem",
        "fetch -",
        "fetch mx.example:99999",
        "fetch --port 587 mx.example",
        "fetch --tls 1.2 mx.example",
        "fetch --legacy-tls mx.example",
        "fetch -v mx.example",
        "fetch --help mx.example",
        "fetch --format mx.example",
        "fetch --format= mx.example",
        "fetch --format --chain mx.example",
        "fetch --chain=true mx.example",
        "fetch --pin aa mx.example",
        "fetch -kq mx.example",
        "fetch -ox mx.example",
        "fetch -- mx.example",
        "show --output x mx.example",
        "watch mx.example",
        "diff mx.example",
        "roots which mx.example",
        "--version",
        "help fetch",
      })
  void anythingElseIsLeftToTheModel(String line) {
    assertThat(PlainLine.read(line.split(" "))).isEmpty();
  }

  /**
   * Lines of words at random, as many right as wrong: what is plain is what the model makes of it.
   */
  @Test
  void whatIsPlainReadsAsTheModelReadsIt() {
    Random random = new Random(20261125);
    int plain = 0;
    for (int i = 0; i < 6000; i++) {
      String[] words = line(random);
      Optional<PlainLine> read = PlainLine.read(words);
      if (read.isPresent()) {
        plain++;
        assertSame(words, read.get());
      }
    }
    assertThat(plain).isGreaterThan(500);
  }

  /** A visit begun early is made with the settings that nobody has changed. */
  @Test
  void noPlainOptionChangesHowTheServerIsMet() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      String[] words = line(random);
      if (PlainLine.read(words).isPresent()) {
        OptionValues values =
            new OptionValues(
                PicocliModel.given(parse(words)),
                CommandLines.spec(CommandLines.named(words[0])),
                Map.of(),
                Configuration.NONE);
        assertThat(ConnectionOptions.readExchange(values)).isEqualTo(ExchangeSettings.defaults());
        TlsSettings usual = TlsSettings.defaults();
        assertThat(ConnectionOptions.readTls(values))
            .isEqualTo(words[0].equals("check") ? usual.everyCertificate() : usual);
        assertThat(values.given(ConnectionOptions.RESOLVER)).isFalse();
        assertThat(values.given(OutputOptions.VERBOSE)).isFalse();
      }
    }
  }

  private static void assertSame(String[] words, PlainLine line) {
    String shown = String.join(" ", words);
    CommandLine.ParseResult parsed;
    try {
      parsed = parse(words);
    } catch (ParameterException e) {
      throw new AssertionError("the model refuses: " + shown, e);
    }
    GivenOptions expected = PicocliModel.given(parsed);
    assertThat(line.parameters()).as(shown).isEqualTo(expected.parameters());
    for (Option<?> option : line.spec().options()) {
      assertThat(line.has(option)).as(shown + ": " + option).isEqualTo(expected.has(option));
      if (option.takesValue()) {
        assertThat(line.values(option))
            .as(shown + ": " + option)
            .isEqualTo(expected.values(option));
      }
    }
  }

  private static CommandLine.ParseResult parse(String... words) {
    return CommandLines.toRun(words).parseArgs(words).subcommand();
  }

  private static String[] line(Random random) {
    String command = COMMANDS.get(random.nextInt(COMMANDS.size()));
    List<String> names = new ArrayList<>();
    for (OptionSpec option :
        CommandLines.toRun(command).getSubcommands().get(command).getCommandSpec().options()) {
      names.addAll(Arrays.asList(option.names()));
    }
    List<String> words = new ArrayList<>(List.of(command));
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      String name = names.get(random.nextInt(names.size()));
      words.add(
          switch (random.nextInt(6)) {
            case 0 -> name + "=value";
            case 1 -> "mx.example.net";
            case 2 -> "-";
            default -> name;
          });
      if (random.nextBoolean()) {
        words.add("value");
      }
    }
    words.add(random.nextInt(words.size()) + 1, "smtp://mx.example.net:2525");
    return words.toArray(new String[0]);
  }
}
