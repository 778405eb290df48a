package gcert.app;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.app.roots.SystemFallback;
import gcert.roots.BundledRoots;
import gcert.target.TargetParser;
import gcert.trust.AnchorStore;
import gcert.trust.judge.ValidationPolicy;
import gcert.trust.requirement.Requirements;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which roots vouch for which host. */
class JudgingSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "mx.example.net, false",
    "smtp.gmail.com, true",
    "GMAIL.com, true",
    "aspmx.l.google.com, true",
    "mx.googlemail.com, true",
    "x.1e100.net, true",
    "notgoogle.com, false",
    "google.com.example.net, false",
    "192.0.2.25, false",
  })
  void hostsOfGooglesAreJudgedByTheBundleAlone(String host, boolean google) throws Exception {
    AnchorStore bundle = new BundledRoots();
    AnchorStore system = new SystemFallback(java.util.Map.of());
    JudgingSettings settings =
        new JudgingSettings(
            bundle,
            Optional.of(system),
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH,
            false,
            false,
            Requirements.none());
    ValidationPolicy policy = settings.policy(new TargetParser(OptionalInt.empty()).parse(host));
    assertThat(policy.further()).isEqualTo(google ? Optional.empty() : Optional.of(system));
    assertThat(policy.fallback()).isEqualTo(google ? Optional.of(system) : Optional.empty());
  }
}
