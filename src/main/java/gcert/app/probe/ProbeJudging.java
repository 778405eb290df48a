package gcert.app.probe;

import gcert.probe.ProbeOutcome;
import gcert.probe.judging.Expectation;
import gcert.probe.judging.JudgedProbe;
import gcert.probe.judging.NormProfile;
import gcert.report.EndpointText;
import java.util.List;
import java.util.Optional;

/**
 * By what servers are judged after they were asked.
 *
 * @param profiles the norms, each once
 * @param expectation what they are expected to accept; empty expects nothing
 */
public record ProbeJudging(List<NormProfile> profiles, Optional<Expectation> expectation) {

  /** Takes a copy of the list. */
  public ProbeJudging {
    profiles = profiles.stream().distinct().toList();
  }

  JudgedProbe judge(ProbeOutcome probed) {
    return JudgedProbe.of(probed, EndpointText.of(probed.seen().target()), profiles, expectation);
  }
}
