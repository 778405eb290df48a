package gcert.tls;

import gcert.certificate.Certificate;
import gcert.failure.Failure;
import gcert.target.Host;
import gcert.target.ServerTarget;
import gcert.target.Target;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;

/**
 * What was seen at one endpoint, or in one file. Immutable; nothing in it is judged.
 *
 * <p>A failure does not empty the rest: a server that demands a client certificate and then hangs
 * up has shown its chain, and the chain is here beside the failure.
 *
 * @param target what was asked for
 * @param time when the exchange began
 * @param address the address that answered; empty for files and when none did
 * @param plaintext what the server said before TLS; empty where TLS starts at once
 * @param session the negotiated parameters; empty when the handshake did not get that far
 * @param chain the certificates in the order of the Certificate message, end entity first; empty
 *     when none was seen
 * @param timing how long each step took
 * @param failure why the exchange stopped early; empty when it went to its end
 * @param others what the same server showed when it was asked for a certificate with another kind
 *     of key; only those that showed another certificate
 * @param unseen the kinds of key for which it could not be found out whether the server has a
 *     certificate; none where it was not asked
 */
public record Observation(
    Target target,
    Instant time,
    Optional<InetSocketAddress> address,
    Optional<Plaintext> plaintext,
    Optional<TlsSession> session,
    List<Certificate> chain,
    Timing timing,
    Optional<Failure> failure,
    List<Observation> others,
    List<Unseen> unseen) {

  /** Takes copies of the lists. */
  public Observation {
    chain = List.copyOf(chain);
    others = List.copyOf(others);
    unseen = List.copyOf(unseen);
  }

  /** One of a server that has answered each time it was asked. */
  public Observation(
      Target target,
      Instant time,
      Optional<InetSocketAddress> address,
      Optional<Plaintext> plaintext,
      Optional<TlsSession> session,
      List<Certificate> chain,
      Timing timing,
      Optional<Failure> failure,
      List<Observation> others) {
    this(target, time, address, plaintext, session, chain, timing, failure, others, List.of());
  }

  /** One of a server that was asked once. */
  public Observation(
      Target target,
      Instant time,
      Optional<InetSocketAddress> address,
      Optional<Plaintext> plaintext,
      Optional<TlsSession> session,
      List<Certificate> chain,
      Timing timing,
      Optional<Failure> failure) {
    this(target, time, address, plaintext, session, chain, timing, failure, List.of());
  }

  /** The same with another chain: that of a server that had sent more. */
  public Observation showing(List<Certificate> other) {
    return new Observation(
        target, time, address, plaintext, session, other, timing, failure, others, unseen);
  }

  /** The same with another timing. */
  public Observation with(Timing other) {
    return new Observation(
        target, time, address, plaintext, session, chain, other, failure, others, unseen);
  }

  /** The same exchange, of which nothing is left but who was asked when, and a failure. */
  public Observation reducedTo(Failure other) {
    return new Observation(
        target,
        time,
        address,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Timing.none(),
        Optional.of(other));
  }

  /** One of which nothing was seen but why. */
  public static Observation without(Target target, Instant time, Failure failure) {
    return new Observation(
        target,
        time,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Timing.none(),
        Optional.of(failure));
  }

  /** The same beside what the server showed, and did not show, for other kinds of key. */
  Observation beside(List<Observation> shown, List<Unseen> failed) {
    return new Observation(
        target, time, address, plaintext, session, chain, timing, failure, shown, failed);
  }

  /** The text of the address that answered (RFC 5952 for IPv6); empty when none did. */
  public Optional<String> addressText() {
    return address.map(answered -> Host.Address.of(answered.getAddress()).text());
  }

  /**
   * The session as the platform's own interface has it, with the certificates as the server sent
   * them; empty when the exchange did not get as far as the certificates.
   */
  public Optional<ExtendedSSLSession> sslSession() {
    return session.map(
        negotiated -> {
          List<byte[]> ders = new ArrayList<>(chain.size());
          for (Certificate certificate : chain) {
            ders.add(certificate.der());
          }
          boolean server = target instanceof ServerTarget;
          return new NegotiatedSession(
              negotiated,
              ders,
              server ? ((ServerTarget) target).host().text() : target.text(),
              server ? ((ServerTarget) target).port() : -1,
              time);
        });
  }

  /**
   * A kind of key for which a server was asked in vain.
   *
   * @param kind the kind
   * @param failure what went wrong, other than that the server has no such certificate
   */
  public record Unseen(Authentication kind, Failure failure) {}

  /**
   * What the server said in plaintext. Unescaped: whoever shows it escapes it.
   *
   * @param greeting the text of the greeting, lines joined by {@code \n}, without reply codes
   * @param capabilities the capability lines in the order sent, without reply codes
   */
  public record Plaintext(String greeting, List<String> capabilities) {
    /** Takes a copy of the list. */
    public Plaintext {
      capabilities = List.copyOf(capabilities);
    }
  }
}
