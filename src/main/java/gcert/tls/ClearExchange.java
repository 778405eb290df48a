package gcert.tls;

import gcert.certificate.Certificate;
import gcert.failure.FailedException;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.net.Deadline;
import gcert.net.ProxyHeader;
import gcert.net.Ticker;
import gcert.net.TimedSocket;
import gcert.starttls.Dialogue;
import gcert.starttls.DialogueSettings;
import gcert.starttls.Dialogues;
import gcert.starttls.MalformedReplyException;
import gcert.starttls.SteppedDialogue;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.trace.ExchangeLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An exchange with one server as far as its certificate, which TLS 1.2 and before show in clear:
 * the plaintext dialogue, a hello, the answer. Nothing is decrypted and no signature is checked, so
 * that the server has not proven to hold the key of what it shows.
 *
 * <p>It does no I/O and waits for nothing: octets that have come are put in, and octets to send are
 * taken out, so that one thread can carry on thousands of them. Used by one thread at a time.
 */
public final class ClearExchange {
  /** How an exchange fails with a server that speaks only TLS 1.3. */
  public static final Failure TLS_1_3_ONLY = ClearHandshake.TLS_1_3_ONLY;

  private final ServerTarget target;
  private final ExchangeSettings settings;
  private final ExchangeLog log;
  private final Instant time;
  private final Deadline deadline;
  private final StopWatch watch;
  private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
  private Optional<InetSocketAddress> address = Optional.empty();
  private Optional<Dialogue> dialogue = Optional.empty();
  private Optional<SteppedDialogue> upgrade = Optional.empty();
  private Optional<SteppedDialogue> farewell = Optional.empty();
  private Optional<ClearHandshake> handshake = Optional.empty();
  private Optional<Observation> observation = Optional.empty();
  private boolean greeted;

  /**
   * Begins one, before there is a connection.
   *
   * @param log hears what is said
   * @param time when it begins
   * @param deadline the time that there is; whoever holds the connection minds it
   */
  public ClearExchange(
      ServerTarget target,
      ExchangeSettings settings,
      ExchangeLog log,
      Instant time,
      Deadline deadline,
      Ticker ticker) {
    this.target = target;
    this.settings = settings;
    this.log = log;
    this.time = time;
    this.deadline = deadline;
    this.watch = new StopWatch(ticker);
  }

  /** The connection stands. */
  public void connected(InetSocketAddress local, InetSocketAddress remote) {
    watch.lap(StopWatch.Span.CONNECT);
    address = Optional.of(remote);
    Optional<ProxyHeader> header = settings.dial().header();
    if (header.isPresent()) {
      unsent.writeBytes(
          header
              .get()
              .of(local.getAddress(), local.getPort(), remote.getAddress(), remote.getPort()));
      log.note("sent a header of the PROXY protocol, " + header.get());
    }
    String helo = settings.helo().orElseGet(() -> HeloName.of(local.getAddress()));
    dialogue = Dialogues.of(target.protocol(), new DialogueSettings(helo, settings.startTls()));
    if (target.protocol().upgrade() == Protocol.Upgrade.NONE || dialogue.isEmpty()) {
      shakeHands(Optional.empty());
    } else {
      upgrade = Optional.of(SteppedDialogue.upgrade(dialogue.get(), log));
    }
  }

  /** Takes octets that have come. They are not kept. */
  public void receive(byte[] octets, int length) {
    if (farewell.isPresent()) {
      takeLeave(farewell.get(), octets, length);
    } else if (observation.isPresent()) {
      return;
    } else if (handshake.isPresent()) {
      if (handshake.get().receive(octets, length)) {
        unsent.writeBytes(handshake.get().farewell());
        end(TimedSocket.End.NONE);
      }
    } else if (upgrade.isPresent()) {
      speak(upgrade.get(), octets, length);
    }
  }

  /** What is to be sent, which is given once; empty when it is the server's turn. */
  public byte[] takeOutput() {
    byte[] octets = unsent.toByteArray();
    unsent.reset();
    return octets;
  }

  /** What was seen; empty until the exchange is over. */
  public Optional<Observation> observation() {
    return observation;
  }

  /**
   * Whether a server that would not start TLS is still to answer the farewell in plaintext, for
   * which nobody has to wait.
   */
  public boolean takesLeave() {
    return farewell.isPresent();
  }

  /** About how many octets are kept of what the server has sent. */
  public int kept() {
    return handshake.map(ClearHandshake::kept).orElse(0);
  }

  /** There was no connection, and will be none. */
  public void fail(Failure failure) {
    if (observation.isEmpty()) {
      conclude(Optional.empty(), List.of(), Optional.of(failure));
    }
  }

  /** The connection has ended, or its time is up. */
  public void end(TimedSocket.End how) {
    farewell = Optional.empty();
    if (observation.isPresent()) {
      return;
    }
    if (handshake.isPresent()) {
      ClearHandshake.Outcome outcome = handshake.get().outcome(how, deadline.budget());
      if (outcome.failure().isEmpty()) {
        watch.lap(StopWatch.Span.HANDSHAKE);
      }
      conclude(outcome.session(), outcome.chain(), outcome.failure());
    } else {
      fail(upgradeFailure().broken(how, "the connection broke").failure());
    }
  }

  private void speak(SteppedDialogue stepped, byte[] octets, int length) {
    stepped.receive(octets, length);
    try {
      boolean done = stepped.advance();
      unsent.writeBytes(stepped.takeOutput());
      if (!greeted && stepped.conversation().step() != Step.GREETING) {
        greeted = true;
        watch.lap(StopWatch.Span.GREETING);
      }
      if (done && stepped.conversation().pending() > 0) {
        fail(HandshakeFailure.injected());
      } else if (done) {
        watch.lap(StopWatch.Span.STARTTLS);
        shakeHands(dialogue);
      }
    } catch (FailedException e) {
      fail(e.failure());
      takeLeave(SteppedDialogue.quit(dialogue.orElseThrow(), log), new byte[0], 0);
    } catch (MalformedReplyException e) {
      fail(upgradeFailure().malformed(e).failure());
    } catch (IOException e) {
      throw new IllegalStateException("what is kept in memory can be read", e);
    }
  }

  private void takeLeave(SteppedDialogue quit, byte[] octets, int length) {
    quit.receive(octets, length);
    boolean over;
    try {
      over = quit.advance();
    } catch (FailedException | MalformedReplyException e) {
      over = true;
    }
    unsent.writeBytes(quit.takeOutput());
    farewell = over ? Optional.empty() : Optional.of(quit);
  }

  private void shakeHands(Optional<Dialogue> plaintext) {
    ClearHandshake begun =
        new ClearHandshake(settings.serverName().forHost(target.identity()), plaintext, log);
    handshake = Optional.of(begun);
    unsent.writeBytes(begun.hello());
  }

  private UpgradeFailure upgradeFailure() {
    return new UpgradeFailure(
        target,
        dialogue.orElseThrow(),
        upgrade.orElseThrow().conversation(),
        deadline.budget(),
        settings.dial().header().isPresent());
  }

  private void conclude(
      Optional<TlsSession> session, List<Certificate> chain, Optional<Failure> failure) {
    Optional<Observation.Plaintext> plaintext =
        upgrade
            .map(SteppedDialogue::conversation)
            .map(said -> new Observation.Plaintext(said.greeting(), said.capabilities()));
    observation =
        Optional.of(
            new Observation(
                target, time, address, plaintext, session, chain, watch.timing(), failure));
  }
}
