package gcert.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.pem.MalformedPemException;
import gcert.pem.PemReader;
import gcert.roots.FileRoots;
import gcert.roots.RootsException;
import gcert.target.FileTarget;
import gcert.target.Host;
import gcert.target.MalformedTargetException;
import gcert.target.ServerTarget;
import gcert.target.TargetParser;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.trust.Finding;
import gcert.trust.Severity;
import gcert.trust.Verdict;
import gcert.trust.judge.Judge;
import gcert.trust.judge.ValidationPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * gcert's verdicts on C2SP's x509-limbo. The cases are not in the project; the file is looked for
 * beside the checkout. Each case on which gcert and the suite disagree stands in
 * docs/conformance.md with the reason, and no other.
 */
class LimboIT {
  private static final Path FILE = Path.of("..", "shared", "conformance", "limbo-core.json");
  private static final Path DOCUMENT = Path.of("docs", "conformance.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z0-9:_-]+)` \\| (accept|refuse) \\|", Pattern.MULTILINE);

  /** Of the applicable cases; what is reached stays reached. */
  private static final int AGREE_BY_DEFAULT = 151;

  private static final int AGREE_WITH_STRICT = 172;

  private static List<LimboCase> cases = List.of();

  @BeforeAll
  static void readCases() throws IOException {
    boolean needed = System.getenv("CI") != null || System.getenv("GCERT_NEEDS_LIMBO") != null;
    if (!needed) {
      Assumptions.assumeTrue(Files.exists(FILE), "there is no " + FILE);
    }
    cases = LimboCase.read(FILE).stream().filter(LimboCase::applicable).toList();
    assertThat(cases).hasSize(184);
  }

  @Test
  void agreesByDefaultButForTheCasesInTheDocument() throws IOException {
    Map<String, String> disagreements = disagreements(false);
    report("default", disagreements);
    assertThat(disagreements.keySet()).isEqualTo(documented("By default"));
    assertThat(cases.size() - disagreements.size()).isGreaterThanOrEqualTo(AGREE_BY_DEFAULT);
  }

  @Test
  void agreesWithStrictButForTheCasesInTheDocument() throws IOException {
    Map<String, String> disagreements = disagreements(true);
    report("strict", disagreements);
    assertThat(disagreements.keySet()).isEqualTo(documented("With `--strict`"));
    assertThat(cases.size() - disagreements.size()).isGreaterThanOrEqualTo(AGREE_WITH_STRICT);
  }

  @Test
  void acceptsNothingWithStrictThatMustBeRefused() {
    Set<String> accepted = new TreeSet<>();
    for (LimboCase one : cases) {
      if (!one.mayPass() && failures(one, true).isEmpty()) {
        accepted.add(one.id());
      }
    }
    assertThat(accepted).isEmpty();
  }

  /** Where gcert says otherwise, and what it says. */
  private static Map<String, String> disagreements(boolean strict) {
    Map<String, String> disagreements = new TreeMap<>();
    for (LimboCase one : cases) {
      List<String> failures = failures(one, strict);
      if (failures.isEmpty() != one.mayPass()) {
        disagreements.put(
            one.id(), (one.mayPass() ? "refuse " : "accept ") + String.join("; ", failures));
      }
    }
    return disagreements;
  }

  private static void report(String how, Map<String, String> disagreements) {
    String wanted = System.getProperty("gcert.limbo");
    if (wanted != null) {
      System.err.println(how + ": " + disagreements.size() + " of " + cases.size());
      disagreements.forEach((id, said) -> System.err.println("  " + id + "  " + said));
    }
  }

  private static Set<String> documented(String heading) throws IOException {
    String text = Files.readString(DOCUMENT, StandardCharsets.UTF_8);
    int start = text.indexOf("\n## " + heading);
    assertThat(start).as(heading).isPositive();
    int next = text.indexOf("\n## ", start + 1);
    Matcher rows = ROW.matcher(text.substring(start, next < 0 ? text.length() : next));
    Set<String> ids = new TreeSet<>();
    while (rows.find()) {
      ids.add(rows.group(1));
    }
    return ids;
  }

  /** The failures, each as {@code rule: message}; a certificate that is none is one of them. */
  private static List<String> failures(LimboCase one, boolean strict) {
    try {
      List<Certificate> chain = new ArrayList<>();
      for (String pem : one.chain()) {
        chain.add(certificate(pem));
      }
      byte[] trusted = String.join("\n", one.trusted()).getBytes(StandardCharsets.UTF_8);
      ValidationPolicy policy =
          new ValidationPolicy(
              FileRoots.read(trusted, "roots.pem"),
              Optional.empty(),
              one.name().map(LimboIT::host),
              strict);
      Observation observation =
          new Observation(
              new FileTarget("-", Optional.empty()),
              Instant.EPOCH,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              chain,
              Timing.none(),
              Optional.empty());
      Verdict verdict = Judge.judge(observation, policy, one.time().orElseGet(Instant::now));
      return verdict.findings().stream()
          .filter(finding -> finding.severity() == Severity.FAILURE)
          .map(LimboIT::text)
          .toList();
    } catch (MalformedCertificateException | MalformedPemException | RootsException e) {
      return List.of("malformed: " + e.getMessage());
    }
  }

  private static String text(Finding finding) {
    return finding.rule().id() + ": " + finding.message();
  }

  private static Certificate certificate(String pem)
      throws MalformedPemException, MalformedCertificateException {
    byte[] text = pem.getBytes(StandardCharsets.UTF_8);
    return Certificate.parse(PemReader.read(text, Set.of("CERTIFICATE")).get(0).octets());
  }

  private static Host host(String name) {
    try {
      String bracketed = name.indexOf(':') >= 0 ? "[" + name + "]" : name;
      return ((ServerTarget) new TargetParser(OptionalInt.empty()).parse(bracketed)).host();
    } catch (MalformedTargetException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
