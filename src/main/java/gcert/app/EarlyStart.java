package gcert.app;

import gcert.target.ServerTarget;
import gcert.tls.TlsClient;
import gcert.tls.TlsSettings;
import gcert.tls.Visit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What may have been begun before the request was known: a TLS client, the visit to a server. A
 * cold JVM spends as long on the first use of TLS as on all the rest.
 */
public interface EarlyStart {

  /** Nothing has been begun. */
  EarlyStart NONE =
      new EarlyStart() {
        @Override
        public Supplier<TlsClient> client(TlsSettings settings) {
          return TlsClient.prepare(settings);
        }

        @Override
        public Optional<Visit> visit(ServerTarget target) {
          return Optional.empty();
        }
      };

  /** A TLS client for some settings: the one that was begun early, where it is as they say. */
  Supplier<TlsClient> client(TlsSettings settings);

  /** The visit to a server that was begun early; empty when none was, or it was taken before. */
  Optional<Visit> visit(ServerTarget target);
}
