package gcert.probe;

import gcert.certificate.Certificate;
import gcert.failure.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was found out about one server.
 *
 * @param versions every version there is, newest first
 * @param features what else was found, in the order of {@link Feature}
 * @param protocols the protocols that it agrees on by ALPN
 * @param certificates the end-entity certificates that it shows, each once
 * @param showings which certificates it showed to clients that ask differently
 * @param hellos which hellos get through to it
 * @param connections how many connections that took
 * @param took how long that took
 * @param givenUp why not everything could be asked; empty when it was
 */
public record ServerRange(
    List<VersionRange> versions,
    List<Found> features,
    List<String> protocols,
    List<Certificate> certificates,
    List<Showing> showings,
    HelloTolerance hellos,
    int connections,
    Duration took,
    Optional<Failure> givenUp) {

  /** Takes copies of the lists. */
  public ServerRange {
    versions = List.copyOf(versions);
    features = List.copyOf(features);
    protocols = List.copyOf(protocols);
    certificates = List.copyOf(certificates);
    showings = List.copyOf(showings);
  }

  /** Something that a server has or has not. */
  public record Found(Feature feature, Support support) {}

  /**
   * Those who were shown something else than the client that the server knows best: that which
   * sends the usual name to the address that was asked all along, and takes the same kind of key.
   */
  public List<Showing> differentShowings() {
    List<Showing> different = new ArrayList<>();
    Map<String, Showing> usual = new HashMap<>();
    for (Showing showing : showings) {
      Showing first = usual.computeIfAbsent(showing.authentication(), any -> showing);
      if (!showing.isLike(first)) {
        different.add(showing);
      }
    }
    return different;
  }

  /** The versions that the server speaks, newest first. */
  public List<VersionRange> spoken() {
    return versions.stream().filter(range -> range.support() == Support.YES).toList();
  }
}
