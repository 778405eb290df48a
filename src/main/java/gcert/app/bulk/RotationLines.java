package gcert.app.bulk;

import gcert.app.ExitCode;
import gcert.report.RotationReport;
import gcert.rotation.Rotation;
import gcert.rotation.RotationKind;
import gcert.rotation.Sighting;
import gcert.target.ServerTarget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The verdicts on what was seen of the hosts of one target.
 *
 * @param block what to print
 * @param code the exit code that follows
 */
record RotationLines(String block, int code) {

  /** Judges the hosts one by one, in the order in which they were visited first. */
  static RotationLines of(List<PreparedResult> prepared, Rotations form, Instant at) {
    Map<String, ServerTarget> servers = new LinkedHashMap<>();
    Map<String, List<Sighting>> sightings = new LinkedHashMap<>();
    for (PreparedResult each : prepared) {
      Optional<PreparedResult.Seen> seen = each.sighting();
      if (seen.isPresent()) {
        String host = seen.get().server().hostAndPort();
        servers.putIfAbsent(host, seen.get().server());
        sightings.computeIfAbsent(host, h -> new ArrayList<>()).add(seen.get().sighting());
      }
    }
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    int code = ExitCode.OK;
    for (Map.Entry<String, ServerTarget> host : servers.entrySet()) {
      Rotation rotation = Rotation.of(sightings.getOrDefault(host.getKey(), List.of()));
      boolean mismatch = rotation.kind() == RotationKind.MISMATCH;
      if (mismatch) {
        code = ExitCode.DIFFERS;
      }
      if (mismatch || form != Rotations.MISMATCHES) {
        block.writeBytes(
            form == Rotations.JSON
                ? RotationReport.json(host.getValue(), rotation)
                : RotationReport.text(host.getValue(), rotation, at));
      }
    }
    return new RotationLines(block.toString(StandardCharsets.UTF_8), code);
  }
}
