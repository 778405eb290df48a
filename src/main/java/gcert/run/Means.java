package gcert.run;

import gcert.dns.AddressLookup;
import gcert.dns.MailLookup;
import gcert.net.Ticker;
import gcert.tls.DialogueLogs;
import gcert.tls.ExchangeSettings;
import gcert.tls.TlsClient;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * With what servers are found and visited; shared by all visits of a run.
 *
 * @param addresses finds the addresses of hosts
 * @param mail finds the hosts of mail domains; asked only where there are some
 * @param tls makes the handshakes
 * @param settings how each exchange is carried out
 * @param ticker measures spans of time
 * @param clock tells the time of an observation
 * @param logs who listens to the dialogues; empty for nobody
 */
public record Means(
    AddressLookup addresses,
    Supplier<MailLookup> mail,
    Supplier<TlsClient> tls,
    ExchangeSettings settings,
    Ticker ticker,
    Clock clock,
    Optional<DialogueLogs> logs) {}
