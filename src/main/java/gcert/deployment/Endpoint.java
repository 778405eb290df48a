package gcert.deployment;

import gcert.certificate.Certificate;
import gcert.target.Host;
import gcert.tls.Observation;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * How what one port at one address shows compares with the files. Immutable.
 *
 * @param address the address that was visited; empty where none was known
 * @param seen what was seen there
 * @param state what came of it
 * @param served for each file, in their order, what is served in place of it; empty where nothing
 *     was seen
 * @param beside certificates that are served for other kinds of key, of which no file was given
 */
public record Endpoint(
    Optional<InetAddress> address,
    Observation seen,
    State state,
    List<Served> served,
    List<Certificate> beside) {
  private static final int NOT_REACHED = 3;
  private static final int DIFFERS = 7;

  /** What came of comparing. */
  public enum State {
    /** Every file's certificate and chain are served. */
    SAME,
    /** Another certificate or another chain is served than one of the files has. */
    DIFFERS,
    /** Nothing listens there, which is no fault. */
    CLOSED,
    /** It was not to be found out. */
    FAILED
  }

  /**
   * What is served in place of one file.
   *
   * @param file the file
   * @param certificate the certificate with a key of the same kind; empty where none is served
   * @param difference what differs, one clause; empty when nothing does
   */
  public record Served(
      InstalledFile file, Optional<Certificate> certificate, Optional<String> difference) {}

  /** Takes copies of the lists. */
  public Endpoint {
    served = List.copyOf(served);
    beside = List.copyOf(beside);
  }

  /** The exit code for this endpoint alone. */
  public int exitCode() {
    return switch (state) {
      case SAME, CLOSED -> 0;
      case DIFFERS -> DIFFERS;
      case FAILED -> seen.failure().map(f -> f.category().exitCode()).orElse(NOT_REACHED);
    };
  }

  /** The same in another state. */
  Endpoint in(State other) {
    return new Endpoint(address, seen, other, served, beside);
  }

  /** The text of the address (RFC 5952 for IPv6); empty where none was known. */
  public String addressText() {
    return address.map(known -> Host.Address.of(known).text()).orElse("");
  }

  /** What differs, a clause for each file of which something does. */
  public List<String> differences() {
    return served.stream().flatMap(one -> one.difference().stream()).toList();
  }
}
