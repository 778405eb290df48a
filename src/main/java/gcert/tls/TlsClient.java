package gcert.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A prepared TLS client, from which any number of threads can start handshakes at once.
 *
 * <p>Preparing it costs tens of milliseconds in a cold JVM, all of them before the first octet is
 * sent: {@link #prepare} does it on another thread while the server is being reached.
 */
public final class TlsClient {
  /** So many handshakes make a long run, in which faster arithmetic is worth its loading. */
  private static final int MANY = 32;

  private final Map<Socket, Recording> recordings = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();
  private final TlsSettings settings;
  private final SSLContext context;
  private final SSLSocketFactory factory;
  private final String[] versions;

  /**
   * Prepares one on this thread.
   *
   * @throws IllegalStateException when the platform has no TLS
   */
  public TlsClient(TlsSettings settings) {
    this.settings = settings;
    List<String> names = new ArrayList<>();
    for (TlsVersion version : TlsVersion.values()) {
      if (settings.versions().contains(version)) {
        names.add(version.jsseName());
      }
    }
    this.versions = names.toArray(new String[0]);
    try {
      context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new RecordingKeyManager(recordings, settings.clientKey())},
          new TrustManager[] {new RecordingTrustManager(recordings)},
          null);
      // Sessions are never resumed: a resumed one shows no certificates.
      context.getClientSessionContext().setSessionCacheSize(1);
      this.factory = context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no TLS", e);
    }
  }

  /**
   * Starts preparing one on a daemon thread; the supplier waits for it. When it is there, and the
   * server has not been quicker, the thread goes on to compose a first message that is never sent,
   * so that what composing takes is loaded before the server is ready for it.
   */
  public static Supplier<TlsClient> prepare(TlsSettings settings) {
    Prepared prepared = new Prepared(settings);
    Thread thread = new Thread(prepared, "gcert-tls-prepare");
    thread.setDaemon(true);
    thread.start();
    return prepared;
  }

  /** Composes a first message that is never sent. */
  void rehearse() {
    try {
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(true);
      engine.wrap(
          ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    } catch (SSLException e) {
      // The handshake that counts will meet the same, and say so.
      return;
    }
  }

  /** What is offered. */
  TlsSettings settings() {
    return settings;
  }

  /**
   * Layers TLS over a connected socket; the handshake is yet to come. Closing the result closes the
   * socket. {@link #forget} has to follow in the end.
   */
  SSLSocket layer(Socket socket, Optional<String> serverName, Recording recording)
      throws IOException {
    // JSSE looks for sessions to resume by host and port. This host is new each time, and without
    // a dot it is no server name either.
    long number = count.incrementAndGet();
    if (number == MANY) {
      FastCurves.prefer();
    }
    String unique = "exchange-" + number;
    SSLSocket tls =
        (SSLSocket) factory.createSocket(socket, unique, socket.getPort(), /* autoClose= */ true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(versions);
    List<SNIServerName> names = new ArrayList<>(1);
    if (serverName.isPresent()) {
      names.add(new SNIHostName(serverName.get()));
    }
    parameters.setServerNames(names);
    if (settings.legacy()) {
      parameters.setCipherSuites(everySuite(tls));
    }
    tls.setSSLParameters(parameters);
    recordings.put(tls, recording);
    return tls;
  }

  /** Lets go of a socket that {@link #layer} made. */
  void forget(SSLSocket tls) {
    recordings.remove(tls);
  }

  /** The enabled suites, and behind them all others that come with a certificate. */
  private static String[] everySuite(SSLSocket tls) {
    List<String> suites = new ArrayList<>(Arrays.asList(tls.getEnabledCipherSuites()));
    for (String suite : tls.getSupportedCipherSuites()) {
      if (!suites.contains(suite) && !suite.contains("_anon_") && !suite.contains("_KRB5_")) {
        suites.add(suite);
      }
    }
    return suites.toArray(new String[0]);
  }
}
