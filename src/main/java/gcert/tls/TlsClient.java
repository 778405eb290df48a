package gcert.tls;

import gcert.net.TimedSocket;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes TLS connections that accept whatever certificate is presented. Holds what all of them have
 * in common; safe for use by many threads.
 *
 * <p>Sessions are never resumed: a resumed one shows no certificates.
 */
public final class TlsClient {
  private final TlsSettings settings;
  private final TlsOffer offer;
  private final Map<Authentication, TlsClient> restricted = new ConcurrentHashMap<>();
  private final SecureRandom random = SystemRandom.create();

  /** Prepares one on this thread. */
  public TlsClient(TlsSettings settings) {
    this.settings = settings;
    this.offer = new TlsOffer(settings);
  }

  /** Composes a first message that is never sent. */
  void rehearse() {
    try {
      Recording recording = new Recording();
      new WatchedProtocol(recording).connect(peer(Optional.empty(), recording));
    } catch (IOException e) {
      // The handshake that counts will meet the same, and say so.
      return;
    }
  }

  /** One for servers that prove themselves with this kind of key. */
  TlsClient only(Authentication kind) {
    return restricted.computeIfAbsent(kind, only -> new TlsClient(settings.only(only)));
  }

  /** What is offered, in the terms of the library. */
  TlsOffer offer() {
    return offer;
  }

  /** What is offered. */
  TlsSettings settings() {
    return settings;
  }

  /**
   * Shakes hands over a connected socket.
   *
   * @param serverName the Server Name Indication; empty sends none
   * @param recording takes what is seen, whether or not the handshake gets to its end
   * @throws IOException when it does not
   */
  TlsChannel connect(TimedSocket socket, Optional<String> serverName, Recording recording)
      throws IOException {
    TlsChannel channel = new TlsChannel(socket, recording);
    channel.shakeHands(peer(serverName, recording));
    return channel;
  }

  private RecordingClient peer(Optional<String> serverName, Recording recording) {
    return new RecordingClient(
        new RecordingCrypto(random, recording), offer, serverName, recording);
  }
}
