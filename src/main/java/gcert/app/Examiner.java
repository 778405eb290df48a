package gcert.app;

import gcert.report.Result;
import gcert.run.Visitor;
import gcert.target.FileTarget;
import gcert.target.ServerTarget;
import gcert.tls.Observation;
import java.time.Instant;
import java.util.Optional;

/** Makes results of what is seen in a run over many targets. Safe for use by several threads. */
public interface Examiner {

  /** Finds out what has to be known before a server is visited. */
  void prepare(ServerTarget target);

  /** Who visits servers; empty for a whole exchange on a worker. */
  default Optional<Visitor> visitor() {
    return Optional.empty();
  }

  /** Reads a file. */
  Observation read(FileTarget file);

  /** The result of an observation, wherever it came from. */
  Result judge(Observation observation);

  /** The instant by which is judged. */
  Instant at();
}
