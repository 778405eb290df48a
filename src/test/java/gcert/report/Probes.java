package gcert.report;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.failure.Category;
import gcert.failure.Step;
import gcert.probe.Feature;
import gcert.probe.HelloTolerance;
import gcert.probe.HelloTrial;
import gcert.probe.PostQuantum;
import gcert.probe.Preference;
import gcert.probe.ProbeOutcome;
import gcert.probe.ProtocolVersion;
import gcert.probe.Registry;
import gcert.probe.ServerRange;
import gcert.probe.Showing;
import gcert.probe.Support;
import gcert.probe.VersionRange;
import gcert.probe.judging.Expectation;
import gcert.probe.judging.JudgedProbe;
import gcert.probe.judging.MalformedExpectationException;
import gcert.probe.judging.NormProfile;
import gcert.testing.HostileText;
import gcert.testing.ObservationBuilder;
import gcert.testing.TestCertificate;
import gcert.tls.Observation;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What was found out about servers, for tests of what is printed of it. */
final class Probes {
  private static final Optional<InetAddress> ELSEWHERE =
      Optional.of(InetAddress.getLoopbackAddress());

  private Probes() {}

  /** One that is not judged, one that a norm and an expectation reject, one that is not reached. */
  static List<JudgedProbe> all() {
    Observation gone =
        ObservationBuilder.of("gone.test")
            .failed(Step.CONNECT, Category.NOT_REACHED, "connection refused", "try again")
            .build();
    return List.of(
        found("mx.test", TestCertificate.leaf("mx.test").mint(), List.of("smtp"), List.of(), ""),
        found(
            "old.test",
            TestCertificate.leaf("old.test").mint(),
            List.of(),
            List.of(NormProfile.values()),
            "TLSv1 no\nfeature compression no\n"),
        JudgedProbe.of(
            new ProbeOutcome(gone, Optional.empty(), Results.AT),
            "gone.test:25",
            List.of(),
            Optional.empty()));
  }

  /** One in which text from the server stands wherever such text can stand. */
  static JudgedProbe hostile(String text) {
    TestCertificate leaf =
        TestCertificate.leaf("mx.test").subject(HostileText.subject(text)).mint();
    return found("mx.test", leaf, List.of(text), List.of(), "alpn smtp\n");
  }

  private static JudgedProbe found(
      String host,
      TestCertificate leaf,
      List<String> protocols,
      List<NormProfile> profiles,
      String expected) {
    Observation seen = ObservationBuilder.of(host).chain(leaf).build();
    try {
      return JudgedProbe.of(
          new ProbeOutcome(
              seen, Optional.of(range(Certificate.parse(leaf.der()), protocols)), Results.AT),
          host + ":25",
          profiles,
          expected.isEmpty() ? Optional.empty() : Optional.of(Expectation.parse(expected)));
    } catch (MalformedCertificateException | MalformedExpectationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ServerRange range(Certificate certificate, List<String> protocols) {
    return new ServerRange(
        List.of(
            version(ProtocolVersion.TLS_1_3, 0x1301, 0x1302),
            version(ProtocolVersion.TLS_1_2, 0xc02f, 0x009f, 0x0004),
            version(ProtocolVersion.TLS_1_1, Support.UNKNOWN),
            version(ProtocolVersion.TLS_1_0, 0x002f),
            version(ProtocolVersion.SSL_3_0, Support.NO)),
        Arrays.stream(Feature.values())
            .map(feature -> new ServerRange.Found(feature, Support.YES))
            .toList(),
        protocols,
        List.of(certificate),
        List.of(
            showing(Optional.empty(), Optional.of(certificate)),
            showing(ELSEWHERE, Optional.empty())),
        new HelloTolerance(
            List.of(
                new HelloTrial(HelloTrial.Shape.ONE_SEGMENT, 512, HelloTrial.Outcome.ANSWERED),
                new HelloTrial(HelloTrial.Shape.TWO_SEGMENTS, 2000, HelloTrial.Outcome.LOST)),
            PostQuantum.LOST),
        60,
        Duration.ofSeconds(1),
        Optional.empty());
  }

  private static Showing showing(Optional<InetAddress> address, Optional<Certificate> shown) {
    return new Showing(
        address,
        Showing.Sent.USUAL,
        Optional.of("mx.test"),
        "RSA",
        shown,
        shown.isPresent() ? OptionalInt.empty() : OptionalInt.of(112));
  }

  private static VersionRange version(ProtocolVersion version, Support support) {
    return new VersionRange(
        version, support, List.of(), Preference.UNKNOWN, List.of(), Preference.UNKNOWN, List.of());
  }

  private static VersionRange version(ProtocolVersion version, Integer... suites) {
    return new VersionRange(
        version,
        Support.YES,
        Arrays.stream(suites)
            .map(
                code ->
                    new VersionRange.Choice(
                        Registry.suite(code), OptionalInt.empty(), OptionalInt.of(1024)))
            .toList(),
        Preference.SERVER,
        List.of(Registry.group(29), Registry.group(0x6666)),
        Preference.CLIENT,
        List.of(Registry.scheme(0x0804)));
  }
}
