package gcert.probe.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gcert.probe.Preference;
import gcert.probe.ProtocolVersion;
import gcert.probe.Registry;
import gcert.probe.ServerRange;
import gcert.probe.Support;
import gcert.probe.VersionRange;
import gcert.testing.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was written down is met again, and whatever differs from it is said. */
class ExpectationTest {
  private static final String SERVER = "mx.test:25";

  @Test
  void whatWasWrittenDownOfAnyServerIsAsExpected() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      ServerRange range = Ranges.any(new Random(seed));
      if (!ServerFacts.of(range).isEmpty()) {
        assertThat(Expectation.parse(Expectation.write(SERVER, range)).differences(SERVER, range))
            .isEmpty();
      }
    }
  }

  @Test
  void anyTwoServersDifferByTheLinesOfTheirFacts() throws Exception {
    for (int seed = 0; seed < 100; seed++) {
      ServerRange one = Ranges.any(new Random(seed));
      ServerRange other = Ranges.any(new Random(seed + 1000));
      if (ServerFacts.of(one).isEmpty()) {
        continue;
      }
      List<Difference> differences =
          Expectation.parse(Expectation.write(SERVER, one)).differences(SERVER, other);
      assertThat(
              differences.stream()
                  .filter(d -> d.kind() == Difference.Kind.MISSING)
                  .map(Difference::fact))
          .containsExactlyElementsOf(
              ServerFacts.of(one).stream()
                  .filter(fact -> !ServerFacts.of(other).contains(fact))
                  .toList());
    }
  }

  @Test
  void saysWhatIsMissingAndWhatIsNew() throws Exception {
    Expectation expectation =
        Expectation.parse(
            """
            # as of the last review
            TLSv1.2 yes
            TLSv1.2 suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
            TLSv1.1 no
            """);
    ServerRange range =
        Ranges.of(
            List.of(
                Ranges.version(ProtocolVersion.TLS_1_2, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
                Ranges.none(ProtocolVersion.TLS_1_1)));

    assertThat(expectation.differences("any.test:25", range))
        .containsExactly(
            new Difference(
                Difference.Kind.MISSING, "TLSv1.2 suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"),
            new Difference(
                Difference.Kind.UNEXPECTED, "TLSv1.2 suite TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"));
  }

  @Test
  void saysWhichSuiteIsOutOfOrderWhereTheServersOrderCounts() throws Exception {
    Expectation expectation =
        Expectation.parse(Expectation.write(SERVER, ordered(Preference.SERVER, 0xc02f, 0xc030)));

    assertThat(expectation.differences(SERVER, ordered(Preference.SERVER, 0xc030, 0xc02f)))
        .containsExactly(
            new Difference(
                Difference.Kind.ORDER, "TLSv1.2 suite TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"));
    Expectation any =
        Expectation.parse(Expectation.write(SERVER, ordered(Preference.CLIENT, 0xc02f, 0xc030)));
    assertThat(any.differences(SERVER, ordered(Preference.CLIENT, 0xc030, 0xc02f))).isEmpty();
  }

  private static ServerRange ordered(Preference preference, int... suites) {
    return Ranges.of(
        List.of(
            new VersionRange(
                ProtocolVersion.TLS_1_2,
                Support.YES,
                java.util.Arrays.stream(suites)
                    .mapToObj(Registry::suite)
                    .map(suite -> Ranges.choice(suite, OptionalInt.empty()))
                    .toList(),
                preference,
                List.of(),
                Preference.UNKNOWN,
                List.of())));
  }

  @Test
  void expectsOfEachServerWhatStandsBehindItsName() throws Exception {
    Expectation expectation =
        Expectation.parse("[a.test:25]\nTLSv1.3 yes\n[b.test:25]\nTLSv1.3 no\n");
    ServerRange speaks = Ranges.of(List.of(Ranges.version(ProtocolVersion.TLS_1_3)));

    assertThat(expectation.differences("a.test:25", speaks)).isEmpty();
    assertThat(expectation.differences("b.test:25", speaks)).hasSize(2);
    assertThat(expectation.differences("c.test:25", speaks))
        .containsExactly(new Difference(Difference.Kind.MISSING, "[c.test:25]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLSv1.4 yes",
        "TLSv1.2",
        "TLSv1.2 maybe",
        "TLSv1.2 cipher X",
        "feature compression",
        "feature compression perhaps",
        "colour blue",
        "TLSv1.2  yes",
        "\u001b[31m"
      })
  void namesTheLineThatIsNoFact(String line) {
    assertThatThrownBy(() -> Expectation.parse("TLSv1.3 yes\n" + line + "\n"))
        .isInstanceOf(MalformedExpectationException.class)
        .hasMessageStartingWith("line 2 ");
  }

  @Test
  void refusesAFileThatExpectsNothing() {
    assertThatThrownBy(() -> Expectation.parse("# nothing\n[a.test:25]\n"))
        .isInstanceOf(MalformedExpectationException.class)
        .hasMessage("nothing is expected in it");
  }

  @Test
  void readsOrRefusesAnything() {
    Mutation mutation = new Mutation(Mutation.random(20261128));
    byte[] good =
        Expectation.write(SERVER, Ranges.any(new Random(1))).getBytes(StandardCharsets.UTF_8);
    ServerRange range = Ranges.any(new Random(2));
    for (int i = 0; i < Mutation.rounds(2000); i++) {
      String text = new String(mutation.of(good), StandardCharsets.UTF_8);
      try {
        assertThat(Expectation.parse(text).differences(SERVER, range)).isNotNull();
      } catch (MalformedExpectationException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
  }
}
