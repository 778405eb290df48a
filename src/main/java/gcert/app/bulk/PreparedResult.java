package gcert.app.bulk;

import gcert.app.LocalFaultException;
import gcert.app.ResultWriter;
import gcert.certificate.Certificate;
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
 * @param said what to say to a person, held until then
 * @param whole the result itself; empty when the block is enough
 * @param sighting where which certificate was seen; empty when nobody asks
 */
public record PreparedResult(
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

  /** Prepares what the writer would print and say, where that does not depend on other results. */
  static PreparedResult of(
      Result result, ResultWriter writer, RunNotices notices, boolean sightings) {
    Optional<Seen> seen = sightings ? seen(result) : Optional.empty();
    if (!writer.isIndependent()) {
      return new PreparedResult(result.exitCode(), "", "", Optional.of(result), seen);
    }
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    RunNotices.Held held = notices.hold();
    int code;
    try {
      code = writer.write(result, block::writeBytes, held.notices());
    } catch (LocalFaultException e) {
      throw new IllegalStateException("preparing in memory does not fail", e);
    }
    return new PreparedResult(
        code, block.toString(StandardCharsets.UTF_8), held.text(), Optional.empty(), seen);
  }

  /** About how many octets of memory it takes. */
  int size() {
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
