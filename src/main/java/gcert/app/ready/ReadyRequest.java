package gcert.app.ready;

import gcert.rollover.Candidate;
import gcert.target.ServerTarget;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to be judged.
 *
 * @param candidate what is to be deployed
 * @param target the mail domain or host
 * @param host whether the target is a host whatever its MX records are
 * @param published since when all name servers have the records, by the user's own word; empty goes
 *     by what was seen
 * @param state the folder that remembers what was seen
 */
public record ReadyRequest(
    Candidate candidate,
    ServerTarget target,
    boolean host,
    Optional<Instant> published,
    Path state) {}
