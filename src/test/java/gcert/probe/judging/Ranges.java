package gcert.probe.judging;

import gcert.certificate.Certificate;
import gcert.probe.CodePoint;
import gcert.probe.Feature;
import gcert.probe.HelloTolerance;
import gcert.probe.PostQuantum;
import gcert.probe.Preference;
import gcert.probe.ProtocolVersion;
import gcert.probe.Registry;
import gcert.probe.ServerRange;
import gcert.probe.Support;
import gcert.probe.VersionRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Findings about servers, made up. */
final class Ranges {
  private Ranges() {}

  /** A server with these versions and nothing else known. */
  static ServerRange of(List<VersionRange> versions, ServerRange.Found... features) {
    return of(versions, List.of(features), List.of());
  }

  static ServerRange of(
      List<VersionRange> versions,
      List<ServerRange.Found> features,
      List<Certificate> certificates) {
    return new ServerRange(
        versions,
        features,
        List.of(),
        certificates,
        List.of(),
        new HelloTolerance(List.of(), PostQuantum.UNKNOWN),
        0,
        Duration.ZERO,
        Optional.empty());
  }

  /** A version with suites. */
  static VersionRange version(ProtocolVersion version, String... suites) {
    return new VersionRange(
        version,
        Support.YES,
        Arrays.stream(suites).map(Ranges::suite).map(s -> choice(s, OptionalInt.empty())).toList(),
        Preference.UNKNOWN,
        List.of(),
        Preference.UNKNOWN,
        List.of());
  }

  /** A version that is not spoken. */
  static VersionRange none(ProtocolVersion version) {
    return new VersionRange(
        version,
        Support.NO,
        List.of(),
        Preference.UNKNOWN,
        List.of(),
        Preference.UNKNOWN,
        List.of());
  }

  static VersionRange.Choice choice(CodePoint suite, OptionalInt bits) {
    return new VersionRange.Choice(suite, OptionalInt.empty(), bits);
  }

  private static CodePoint suite(String name) {
    return Registry.suites().stream().filter(s -> s.name().equals(name)).findAny().orElseThrow();
  }

  /** Whatever a server may be found to be. */
  static ServerRange any(Random random) {
    List<VersionRange> versions = new ArrayList<>();
    for (ProtocolVersion version : ProtocolVersion.values()) {
      Support support = any(Support.values(), random);
      if (support != Support.YES) {
        versions.add(
            new VersionRange(
                version,
                support,
                List.of(),
                Preference.UNKNOWN,
                List.of(),
                Preference.UNKNOWN,
                List.of()));
        continue;
      }
      List<CodePoint> suites =
          version == ProtocolVersion.SSL_2_0 ? Registry.ssl2Kinds() : Registry.suites();
      versions.add(
          new VersionRange(
              version,
              support,
              some(suites, random).stream()
                  .map(
                      suite ->
                          choice(
                              suite,
                              suite.name().startsWith("TLS_DHE")
                                  ? OptionalInt.of(512 << random.nextInt(4))
                                  : OptionalInt.empty()))
                  .toList(),
              any(Preference.values(), random),
              some(Registry.groups(), random),
              any(Preference.values(), random),
              some(Registry.schemes(), random)));
    }
    List<ServerRange.Found> features =
        Arrays.stream(Feature.values())
            .map(feature -> new ServerRange.Found(feature, any(Support.values(), random)))
            .toList();
    return of(versions, features, List.of());
  }

  private static <T> T any(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }

  private static <T> List<T> some(List<T> all, Random random) {
    List<T> some = new ArrayList<>(all);
    Collections.shuffle(some, random);
    return some.subList(0, random.nextInt(Math.min(20, some.size())));
  }
}
