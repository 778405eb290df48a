package gcert.tls;

import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.net.Deadline;
import gcert.net.TimedSocket;
import gcert.starttls.Dialogue;
import gcert.starttls.RecognizedProtocol;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.tls.HandshakeType;

/**
 * Says why a handshake failed. What was seen counts; the words of an exception, which are made for
 * programmers, only where nothing was.
 */
final class HandshakeFailure {
  private static final String LEGACY_HINT = "try --legacy-tls";

  private final Recording recording;
  private final TlsSettings settings;
  private final TimedSocket.End end;
  private final Duration budget;
  private final Optional<Dialogue> dialogue;
  private final Optional<String> serverName;

  HandshakeFailure(
      Recording recording,
      TlsSettings settings,
      TimedSocket socket,
      Optional<Dialogue> dialogue,
      Optional<String> serverName) {
    this(recording, settings, socket.end(), socket.deadline().budget(), dialogue, serverName);
  }

  /**
   * For a connection that is not a socket of this package's.
   *
   * @param end how the connection ended
   * @param budget the time that there was
   */
  HandshakeFailure(
      Recording recording,
      TlsSettings settings,
      TimedSocket.End end,
      Duration budget,
      Optional<Dialogue> dialogue,
      Optional<String> serverName) {
    this.serverName = serverName;
    this.recording = recording;
    this.settings = settings;
    this.end = end;
    this.budget = budget;
    this.dialogue = dialogue;
  }

  Failure of(Exception e) {
    if (recording.isNotTls()) {
      return plaintext();
    }
    if (e instanceof LimitExceededException) {
      return failure(String.valueOf(e.getMessage()));
    }
    if (recording.received().isPresent()) {
      return alerted(recording.received().get());
    }
    Optional<Failure> version = versionRefused();
    if (version.isPresent()) {
      return version.get();
    }
    if (recording.raised().isPresent()) {
      return refused(recording.raised().get());
    }
    return switch (end) {
      case TIMED_OUT ->
          failure(
              "timed out after "
                  + Deadline.spoken(budget)
                  + (recording.start().length == 0
                      ? " waiting for the server's first TLS record"
                      : " in the middle of the handshake"));
      case RESET -> failure("connection reset by the server");
      case CLOSED -> failure("closed by the server" + clientCertificateNote());
      case NONE -> unexpected(e);
    };
  }

  private Failure plaintext() {
    byte[] start = recording.start();
    Optional<RecognizedProtocol> look = RecognizedProtocol.of(start);
    if (look.isPresent() && dialogue.isPresent() && dialogue.get().speaks(look.get())) {
      return injected();
    }
    String shown = "\"" + Escaped.of(firstLine(start)) + "\"";
    if (look.isPresent()) {
      String what = "the server answers in plaintext, like " + look.get().label() + ": " + shown;
      return dialogue.isEmpty() && look.get().scheme().isPresent()
          ? failure(what, "it starts with plaintext: try " + look.get().scheme().get() + "://")
          : failure(what);
    }
    return failure("what the server sends is not TLS: " + shown);
  }

  /** The failure for plaintext that arrived where only TLS may follow. */
  static Failure injected() {
    return new Failure(
        Step.STARTTLS,
        Category.NO_TLS,
        "plaintext came after the server's go-ahead for TLS (response injection?); refused",
        Optional.empty());
  }

  private Failure alerted(Alert alert) {
    String what = "the server ends the handshake with the alert " + alert.label();
    return switch (alert) {
      case PROTOCOL_VERSION -> versionAlerted(what);
      case HANDSHAKE_FAILURE, INSUFFICIENT_SECURITY ->
          recording.clientCertificateRequested()
              ? failure(what + clientCertificateNote())
              : settings.legacy()
                  ? failure(what + ": no cipher suite in common?")
                  : failure(
                      what + ": no cipher suite in common?",
                      LEGACY_HINT + " for a server that has only old ones");
      case UNRECOGNIZED_NAME ->
          serverName.isPresent()
              ? failure(what, "it does not know the name sent: try --servername or --no-servername")
              : failure(what, "it wants to know which host is meant: name it with --servername");
      case BAD_CERTIFICATE,
          CERTIFICATE_REQUIRED,
          CERTIFICATE_UNKNOWN,
          UNKNOWN_CA,
          ACCESS_DENIED,
          UNSUPPORTED_CERTIFICATE,
          CERTIFICATE_EXPIRED,
          CERTIFICATE_REVOKED ->
          failure(what + clientCertificateNote());
      default -> failure(what);
    };
  }

  private Failure versionAlerted(String what) {
    if (!settings.versions().contains(TlsVersion.TLS_1_2)
        || !settings.versions().contains(TlsVersion.TLS_1_3)) {
      return failure(what + ": it does not accept " + offered(), "try other versions with --tls");
    }
    return settings.versions().contains(TlsVersion.TLS_1_0)
        ? failure(what + ": it accepts none of " + offered())
        : failure(what + ": it speaks only TLS 1.1 or older", LEGACY_HINT);
  }

  /** Whether the hello settles on a version that was not offered. */
  private Optional<Failure> versionRefused() {
    int version = recording.version();
    if (version == 0 || version >= TlsVersion.TLS_1_2.code()) {
      return Optional.empty();
    }
    for (TlsVersion offered : settings.versions()) {
      if (offered.code() == version) {
        return Optional.empty();
      }
    }
    if (version < TlsVersion.TLS_1_0.code()) {
      return Optional.of(failure("the server speaks only SSL 3 (RFC 7568 forbids it)"));
    }
    String spoken = version == TlsVersion.TLS_1_0.code() ? "TLS 1.0 or older" : "TLS 1.1 or older";
    return Optional.of(
        settings.legacy()
            ? failure("the server speaks only " + spoken + ", which was not offered")
            : failure("the server speaks only " + spoken, LEGACY_HINT));
  }

  /** Why this side ended the handshake with an alert. */
  private Failure refused(Alert alert) {
    if (recording.isDhRefused()) {
      return dhRefused(recording.dhBits().orElse(0));
    }
    if (recording.isKeyUnreadable()) {
      return failure(
          "the key in the server's certificate cannot be read, or is of a kind that is not known");
    }
    boolean signature =
        recording.message() == HandshakeType.server_key_exchange
            || recording.message() == HandshakeType.certificate_verify;
    if (alert == Alert.DECRYPT_ERROR && signature) {
      return failure(
          "the server's signature is wrong: it does not hold the key of its certificate");
    }
    if (alert == Alert.ILLEGAL_PARAMETER && recording.isDowngraded()) {
      return failure(
          "the server marks its answer as a downgrade: somebody in between keeps newer versions"
              + " of TLS from it (RFC 8446 section 4.1.3)");
    }
    if (alert == Alert.BAD_RECORD_MAC) {
      return failure("a record from the server cannot be decrypted (" + alert.label() + ")");
    }
    String detail = recording.detail().isEmpty() ? "" : ": " + Escaped.of(recording.detail(), 120);
    return failure("the server violates the TLS protocol" + where() + said(alert) + detail);
  }

  private static String said(Alert alert) {
    return " (" + alert.label() + ")";
  }

  private String where() {
    if (recording.message() == HandshakeType.server_hello && recording.isRetryRequest()) {
      return " in its " + (recording.retryRequests() > 1 ? "second " : "") + "HelloRetryRequest";
    }
    return recording.message() < 0 ? "" : " in its " + HandshakeType.getName(recording.message());
  }

  private Failure dhRefused(int bits) {
    String what = "the Diffie-Hellman group of the server has " + bits + " bits: ";
    if (bits > HandshakeLimits.DH_BITS) {
      return failure(what + "it is larger than the " + HandshakeLimits.DH_BITS + " that are taken");
    }
    return settings.legacy()
        ? failure(what + "it is too small, or no group at all")
        : failure(what + "it is too small", LEGACY_HINT);
  }

  /** A fault in this program, or one that no rule above foresees. */
  private static Failure unexpected(Exception e) {
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return failure(Escaped.of(said, 200));
  }

  private String clientCertificateNote() {
    if (!recording.clientCertificateRequested()) {
      return "";
    }
    return settings.clientKey().isPresent()
        ? "; it had asked for a client certificate"
        : "; it had asked for a client certificate, and none was given (--cert, --key)";
  }

  private String offered() {
    StringBuilder text = new StringBuilder("TLS");
    for (TlsVersion version : TlsVersion.values()) {
      if (settings.versions().contains(version)) {
        text.append(text.length() > 3 ? ", " : " ").append(version.number());
      }
    }
    return text.toString();
  }

  private static byte[] firstLine(byte[] start) {
    int end = 0;
    while (end < start.length && start[end] != '\r' && start[end] != '\n') {
      end++;
    }
    return Arrays.copyOf(start, end);
  }

  private static Failure failure(String what) {
    return new Failure(Step.HANDSHAKE, Category.HANDSHAKE, what, Optional.empty());
  }

  private static Failure failure(String what, String hint) {
    return new Failure(Step.HANDSHAKE, Category.HANDSHAKE, what, Optional.of(hint));
  }
}
