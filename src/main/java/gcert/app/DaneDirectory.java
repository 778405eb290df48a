package gcert.app;

import gcert.dane.DaneDecision;
import gcert.dane.DaneFacts;
import gcert.dane.DaneLookup;
import gcert.retrieval.AskedOnce;
import gcert.target.Host;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.trace.ExchangeLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What DNS says about the servers of a run, each asked about once however often it is visited. Safe
 * for use by several threads.
 */
public final class DaneDirectory {
  private static final int MOST = 4096;

  private final DaneLookup lookup;
  private final Function<ServerTarget, Optional<Host.Name>> domains;
  private final AskedOnce<Place, DaneFacts> known = new AskedOnce<>(MOST);
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
    DaneFacts facts =
        known.answer(place, () -> lookup.facts(host, place.port(), mail, place.domain(), log));
    remember(facts);
    return Optional.of(facts);
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
        if (bases.size() > MOST) {
          bases.remove(bases.keySet().iterator().next());
        }
      }
    }
  }
}
