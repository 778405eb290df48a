package gcert.probe;

import gcert.certificate.Certificate;
import gcert.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that was found out about one server.
 *
 * @param versions every version there is, newest first
 * @param features what else was found, in the order of {@link Feature}
 * @param protocols the protocols that it agrees on by ALPN
 * @param certificates the end-entity certificates that it shows, each once
 * @param connections how many connections that took
 * @param took how long that took
 * @param givenUp why not everything could be asked; empty when it was
 */
public record ServerRange(
    List<VersionRange> versions,
    List<Found> features,
    List<String> protocols,
    List<Certificate> certificates,
    int connections,
    Duration took,
    Optional<Failure> givenUp) {

  /** Takes copies of the lists. */
  public ServerRange {
    versions = List.copyOf(versions);
    features = List.copyOf(features);
    protocols = List.copyOf(protocols);
    certificates = List.copyOf(certificates);
  }

  /** Something that a server has or has not. */
  public record Found(Feature feature, Support support) {}

  /** The versions that the server speaks, newest first. */
  public List<VersionRange> spoken() {
    return versions.stream().filter(range -> range.support() == Support.YES).toList();
  }
}
