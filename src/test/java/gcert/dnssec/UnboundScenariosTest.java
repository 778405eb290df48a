package gcert.dnssec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeDns;
import gcert.trace.ExchangeLog;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scenarios by which Unbound tests its validator, played before gcert's: what Unbound calls
 * bogus is never secure nor insecure here, what it calls insecure is never secure, and else the two
 * agree but for what {@code deviations.txt} names, with the reason.
 */
class UnboundScenariosTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The one in which Unbound is told to be stricter than RFC 6840 section 5.11 has it. */
  private static final String STRICTER = "val_ta_algo_missing";

  static Stream<String> scenarios() throws IOException {
    return lines("deviations.txt").map(line -> line.split(";", -1)[0].strip());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void answersAreWorthWhatTheyAreToUnbound(String name) throws IOException {
    Scenario scenario = Scenario.read(text("unbound/" + name + ".rpl"));
    String expected = expected(name);
    StringBuilder words = new StringBuilder();
    StringBuilder unbound = new StringBuilder();
    StringBuilder log = new StringBuilder();
    List<Scenario.Step> steps = scenario.steps().stream().filter(Scenario.Step::validated).toList();
    for (Scenario.Step step : steps) {
      SecureAnswer answer = ask(scenario, step);
      SecurityStatus real = step.security();
      log.append(real).append(" to Unbound: ").append(answer).append('\n');
      words.append(words.isEmpty() ? "" : " ").append(answer.security().word());
      unbound.append(unbound.isEmpty() ? "" : " ").append(real.word());
      if (real != SecurityStatus.SECURE && !name.equals(STRICTER)) {
        assertThat(answer.security()).as(log.toString()).isNotEqualTo(SecurityStatus.SECURE);
      }
      if (real == SecurityStatus.BOGUS) {
        assertThat(answer.security()).as(log.toString()).isNotEqualTo(SecurityStatus.INSECURE);
      }
    }

    assertThat(steps).isNotEmpty();
    assertThat(words.toString())
        .as(log.toString())
        .isEqualTo(expected.isEmpty() ? unbound.toString() : expected);
  }

  private static SecureAnswer ask(Scenario scenario, Scenario.Step step) throws IOException {
    try (FakeDns server = FakeDns.by(new ScenarioResolver(scenario.entries()))) {
      return new ValidatingLookup(
              List.of(server.address()),
              scenario.anchors().isEmpty()
                  ? TrustAnchors.ofRoot()
                  : TrustAnchors.parse(scenario.anchors().getBytes(UTF_8)),
              Clock.fixed(scenario.date(), ZoneOffset.UTC),
              scenario.validator())
          .ask(
              step.question().getName().toString(),
              step.question().getType(),
              LIMIT,
              ExchangeLog.SILENT);
    }
  }

  /** What gcert says where it deviates; empty where it does not. */
  private static String expected(String name) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    lines("deviations.txt")
        .map(line -> line.split(";", -1))
        .forEach(cells -> words.put(cells[0].strip(), cells.length > 1 ? cells[1].strip() : ""));
    return Objects.requireNonNull(words.get(name));
  }

  private static Stream<String> lines(String resource) throws IOException {
    return text(resource).lines().filter(line -> !line.startsWith("#"));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(UnboundScenariosTest.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
