package gcert.cli.command;

import gcert.app.LocalFaultException;
import gcert.certificate.Certificate;
import gcert.cli.terminal.Session;
import gcert.cli.terminal.StandardOutput;
import gcert.report.Result;
import gcert.rotation.Sighting;
import gcert.target.ServerTarget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * All that is left of a result until it is its turn to be printed.
 *
 * @param code its exit code
 * @param block what to print
 * @param said what to say on standard error, lines that are ready
 * @param whole the result itself; empty when the block is enough
 * @param sighting where which certificate was seen; empty when nobody asks
 */
public record Delivery(
    int code, String block, String said, Optional<Result> whole, Optional<Seen> sighting) {
  private static final int SIZE_OF_RESULT = 32 * 1024;
  private static final int SIZE_OF_RECORD = 256;

  /**
   * A certificate seen on a server.
   *
   * @param server the server
   * @param sighting the certificate and the address
   */
  public record Seen(ServerTarget server, Sighting sighting) {}

  /** Prepares what the outlet would print and say. */
  public static Delivery of(Result result, Outlet outlet, Session session, boolean sightings)
      throws LocalFaultException {
    Optional<Seen> seen = sightings ? seen(result) : Optional.empty();
    if (!outlet.isDivisible()) {
      return new Delivery(result.exitCode(), "", "", Optional.of(result), seen);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Outlet apart =
        outlet.alike(
            new Session(
                session.in(),
                new StandardOutput(out),
                session.messages().into(err),
                session.environment(),
                session.clock()));
    apart.accept(result);
    out.writeBytes(apart.collected());
    return new Delivery(
        apart.code(),
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        Optional.empty(),
        seen);
  }

  /** About how many octets of memory it takes. */
  public int size() {
    int kept = whole.isPresent() || sighting.isPresent() ? SIZE_OF_RESULT : 0;
    return block.length() + said.length() + kept + SIZE_OF_RECORD;
  }

  private static Optional<Seen> seen(Result result) {
    List<Certificate> chain = result.observation().chain();
    if (chain.isEmpty() || !(result.observation().target() instanceof ServerTarget server)) {
      return Optional.empty();
    }
    String place = result.observation().addressText().orElse("unknown");
    return Optional.of(new Seen(server, new Sighting(place, chain.get(0), result.holds())));
  }
}
