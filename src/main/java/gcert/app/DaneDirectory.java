package gcert.app;

import gcert.dane.DaneDecision;
import gcert.dane.DaneFacts;
import gcert.dane.DaneLookup;
import gcert.target.Host;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.trace.ExchangeLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * What DNS says about the servers of a run, each asked about once however often it is visited. Safe
 * for use by several threads.
 */
public final class DaneDirectory {
  private static final int MOST = 4096;

  private final DaneLookup lookup;
  private final Function<ServerTarget, Optional<Host.Name>> domains;
  private final Map<Place, FutureTask<DaneFacts>> known = new LinkedHashMap<>();
  private final Map<String, String> bases = new LinkedHashMap<>();

  private record Place(String host, int port, boolean mail, Optional<Host.Name> domain) {}

  /**
   * Makes one.
   *
   * @param domains the mail domain whose host a target is; empty where the host was named itself
   */
  public DaneDirectory(DaneLookup lookup, Function<ServerTarget, Optional<Host.Name>> domains) {
    this.lookup = lookup;
    this.domains = domains;
  }

  /** What DNS says about a server; empty about one that goes by an address. */
  public Optional<DaneFacts> facts(ServerTarget target, ExchangeLog log) {
    if (!(target.identity() instanceof Host.Name host)) {
      return Optional.empty();
    }
    boolean mail = target.protocol() == Protocol.SMTP;
    Place place = new Place(host.text(), target.port(), mail, domains.apply(target));
    FutureTask<DaneFacts> task;
    synchronized (known) {
      task =
          known.computeIfAbsent(
              place,
              p -> new FutureTask<>(() -> lookup.facts(host, p.port(), mail, p.domain(), log)));
      trim(known);
    }
    task.run();
    try {
      DaneFacts facts = task.get();
      remember(facts);
      return Optional.of(facts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** The TLSA base domain of a host that was asked about before, where it is another name. */
  public Optional<String> base(Host host) {
    synchronized (bases) {
      return Optional.ofNullable(bases.get(host.text()));
    }
  }

  private void remember(DaneFacts facts) {
    Optional<String> base = DaneDecision.of(facts).base();
    if (base.isPresent() && !base.get().equals(facts.host().text())) {
      synchronized (bases) {
        bases.put(facts.host().text(), base.get());
        trim(bases);
      }
    }
  }

  private static void trim(Map<?, ?> entries) {
    if (entries.size() > MOST) {
      entries.remove(entries.keySet().iterator().next());
    }
  }
}
