package gcert.mtasts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import gcert.target.Host;
import gcert.testing.Mutation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Records and policies as nobody wrote them by hand lead to findings, and to nothing else. */
class HostilePoliciesTest {
  private static final int ROUNDS = Mutation.rounds(20_000);
  private static final String POLICY =
      "version: STSv1\r\nmode: enforce\r\nmx: *.example.net\r\nmax_age: 604800\r\n";

  @Test
  void whateverIsServedIsJudged() {
    Random random = Mutation.random(8461);
    Mutation mutation = new Mutation(random);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] octets = mutation.of(POLICY.getBytes(StandardCharsets.UTF_8));
      String record = text(mutation.of("v=STSv1; id=20261128;".getBytes(ISO_8859_1), 8));
      String report = text(mutation.of("v=TLSRPTv1; rua=mailto:a@b.test".getBytes(ISO_8859_1), 11));
      StsFacts facts =
          new StsFacts(
              new Host.Name("example.net"),
              new StsFacts.Texts(List.of(record), Optional.empty()),
              Optional.of(
                  new StsFacts.Answer(
                      200,
                      Optional.of("text/plain"),
                      Optional.of(
                          text(mutation.of("Fri, 20 Nov 2026 08:00:00 GMT".getBytes(ISO_8859_1)))),
                      Optional.empty(),
                      octets)),
              new StsFacts.Texts(List.of(report), Optional.empty()));

      StsAssessment assessment = StsJudge.assess(facts);

      assertThat(assessment.findings())
          .allSatisfy(
              finding ->
                  assertThat(finding.message().chars()).noneMatch(c -> c < ' ' || c == 0x7f));
      assessment
          .policy()
          .ifPresent(policy -> assertThat(policy.maxAge().toSeconds()).isBetween(0L, 31_557_600L));
    }
  }

  private static String text(byte[] octets) {
    return new String(octets, ISO_8859_1);
  }
}
