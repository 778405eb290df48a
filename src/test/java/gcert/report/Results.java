package gcert.report;

import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.Step;
import gcert.testing.HostileText;
import gcert.testing.ObservationBuilder;
import gcert.testing.TestCertificate;
import gcert.tls.Observation;
import gcert.trust.Anchor;
import gcert.trust.Finding;
import gcert.trust.Rule;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Results of every kind, for tests of what is printed of them. */
final class Results {
  static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
  static final Instant AT = FROM.plus(Duration.ofDays(23));
  static final Instant UNTIL = FROM.plus(Duration.ofDays(84));

  private static final TestCertificate ROOT = TestCertificate.root("Test Root").mint();
  private static final TestCertificate LEAF =
      TestCertificate.leaf("mx.test").valid(FROM, UNTIL).issuedBy(ROOT).mint();

  private Results() {}

  static Result ok(String target) {
    return judged(target, 0);
  }

  static Result warning(String target) {
    return judged(
        target,
        6,
        new Finding(Rule.EXPIRES_SOON, Severity.WARNING, "CN=mx.test: expires in 2 days"));
  }

  static Result failed(String target) {
    return judged(
        target,
        1,
        new Finding(Rule.NAME, Severity.FAILURE, "CN=mx.test: is not valid for other.test"),
        new Finding(Rule.PIN, Severity.INFO, "CN=mx.test: meets the pin x"));
  }

  static Result error(String target, Step step, Category category) {
    Observation observation =
        ObservationBuilder.of(target).failed(step, category, "it broke", "try again").build();
    return new Result(observation, Optional.empty(), AT, category.exitCode());
  }

  /** A result in which text from the server stands wherever such text can stand. */
  static Result hostile(String target, String text) {
    String subject = HostileText.subject(text);
    TestCertificate leaf =
        TestCertificate.leaf("mx.test")
            .subject(subject)
            .key(LEAF.keys())
            .valid(FROM, UNTIL)
            .issuedBy(ROOT)
            .mint();
    Observation observation =
        ObservationBuilder.of(target)
            .sent(leaf)
            .tls("TLSv1.3", text, text)
            .plaintext(text, text, "SIZE")
            .build();
    Finding finding = new Finding(Rule.NAME, Severity.FAILURE, Escaped.of(text) + ": is wrong");
    Verdict verdict =
        new Verdict(
            List.of(finding),
            observation.chain(),
            Optional.of(new Anchor(observation.chain().get(0), text)));
    return new Result(observation, Optional.of(verdict), AT, 1);
  }

  /** One of every kind. */
  static List<Result> all() {
    List<Result> all = new ArrayList<>();
    all.add(ok("mx.test"));
    all.add(ok("file:mx.pem"));
    all.add(warning("imaps://mx.test"));
    all.add(failed("[2001:db8::1]:465"));
    all.add(failed("-"));
    for (Step step : Step.values()) {
      String target = step == Step.READ ? "file:none.pem" : "mx.test";
      for (Category category : Category.values()) {
        all.add(error(target, step, category));
      }
    }
    return all;
  }

  private static Result judged(String target, int exitCode, Finding... findings) {
    Observation observation = ObservationBuilder.of(target).sent(LEAF).build();
    List<gcert.certificate.Certificate> path =
        ObservationBuilder.of("-").sent(LEAF, ROOT).build().chain();
    Verdict verdict =
        new Verdict(List.of(findings), path, Optional.of(new Anchor(path.get(1), "bundled")));
    return new Result(observation, Optional.of(verdict), AT, exitCode);
  }

  /** RFC 4514 section 2.4: a backslash before what is special; half a pair cannot be encoded. */
}
