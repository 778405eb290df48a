package gcert.tls;

import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.net.Deadline;
import gcert.net.TimedSocket;
import gcert.starttls.Appearance;
import gcert.starttls.Dialogue;
import java.util.Arrays;
import java.util.Optional;

/**
 * Says why a handshake failed. What was seen on the wire counts first; JSSE's words, which are made
 * for programmers, only where the wire says nothing.
 */
final class HandshakeFailure {
  private static final String LEGACY_HINT = "try --legacy-tls";

  private final ServerFlight flight;
  private final Recording recording;
  private final TlsSettings settings;
  private final TimedSocket socket;
  private final Optional<Dialogue> dialogue;

  HandshakeFailure(
      ServerFlight flight,
      Recording recording,
      TlsSettings settings,
      TimedSocket socket,
      Optional<Dialogue> dialogue) {
    this.flight = flight;
    this.recording = recording;
    this.settings = settings;
    this.socket = socket;
    this.dialogue = dialogue;
  }

  Failure of(Exception e) {
    String said = messages(e);
    Optional<Failure> plaintext = plaintextInsteadOfTls();
    if (plaintext.isPresent()) {
      return plaintext.get();
    }
    Optional<Alert> alert = flight.alert().or(() -> Alert.inMessage(said));
    if (alert.isPresent()) {
      return alerted(alert.get());
    }
    Optional<Failure> version = versionRefused();
    if (version.isPresent()) {
      return version.get();
    }
    return switch (socket.end()) {
      case TIMED_OUT ->
          failure(
              "timed out after "
                  + Deadline.spoken(socket.deadline().budget())
                  + (flight.start().length == 0
                      ? " waiting for the server's first TLS record"
                      : " in the middle of the handshake"));
      case RESET -> failure("connection reset by the server");
      case CLOSED -> failure("closed by the server" + clientCertificateNote());
      case NONE -> local(said);
    };
  }

  private Optional<Failure> plaintextInsteadOfTls() {
    byte[] start = flight.start();
    if (start.length == 0 || (start[0] >= 20 && start[0] <= 23)) {
      return Optional.empty();
    }
    Optional<Appearance> look = Appearance.of(start);
    if (look.isPresent() && dialogue.isPresent() && dialogue.get().speaks(look.get())) {
      return Optional.of(injected());
    }
    String shown = "\"" + Escaped.of(firstLine(start)) + "\"";
    if (look.isPresent()) {
      String what = "the server answers in plaintext, like " + look.get().label() + ": " + shown;
      return Optional.of(
          dialogue.isEmpty() && look.get() == Appearance.SMTP
              ? failure(what, "the server starts with STARTTLS: try smtp:// or submission://")
              : failure(what));
    }
    return Optional.of(failure("what the server sends is not TLS: " + shown));
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
          failure(what, "it does not know the name sent: try --servername or --no-servername");
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
      return failure(what + ": it does not take " + offered(), "try other versions with --tls");
    }
    return settings.versions().contains(TlsVersion.TLS_1_0)
        ? failure(what + ": it takes none of " + offered())
        : failure(what + ": it speaks only TLS 1.1 or older", LEGACY_HINT);
  }

  /** Whether the hello settles on a version that was not offered. */
  private Optional<Failure> versionRefused() {
    byte[] start = flight.start();
    int version =
        flight.hello().isPresent()
            ? flight.hello().get().version()
            : start.length >= 3 && start[0] == 22 ? 0x0300 : 0;
    if (flight.hello().isEmpty() || version >= TlsVersion.TLS_1_2.code()) {
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

  /** Faults that this side found, in JSSE's words but for those that are often met. */
  private Failure local(String said) {
    if (said.contains("certificate chain length")) {
      return failure("the chain is longer than the " + limit(said) + " certificates that are read");
    }
    if (said.contains("size of the handshake message")) {
      return failure(
          "a handshake message is larger than the " + limit(said) + " octets that are read");
    }
    if (said.contains("parse server certificates") || said.contains("CertificateParsing")) {
      return failure("a certificate of the server cannot be read: " + Escaped.of(said, 200));
    }
    if (said.contains("No appropriate protocol")) {
      return failure("none of the versions " + offered() + " is enabled here", LEGACY_HINT);
    }
    return failure(Escaped.of(said, 200));
  }

  private String clientCertificateNote() {
    if (!recording.clientCertificateRequested() && !flight.certificateRequested()) {
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

  /** The number at the end of JSSE's sentence "… exceeds the maximum allowed length (10)". */
  private static String limit(String said) {
    int open = said.lastIndexOf('(');
    int close = said.indexOf(')', open + 1);
    return open >= 0 && close > open
        ? Escaped.of(said.substring(open + 1, close), 20)
        : "number of";
  }

  private static byte[] firstLine(byte[] start) {
    int end = 0;
    while (end < start.length && start[end] != '\r' && start[end] != '\n') {
      end++;
    }
    return Arrays.copyOf(start, end);
  }

  /** The messages of an exception and its causes, each once. */
  private static String messages(Throwable e) {
    StringBuilder text = new StringBuilder();
    Throwable at = e;
    for (int depth = 0; at != null && depth < 5; depth++) {
      String message = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
      if (text.indexOf(message) < 0) {
        text.append(text.length() > 0 ? ": " : "").append(message);
      }
      at = at.getCause();
    }
    return text.toString();
  }

  private static Failure failure(String what) {
    return new Failure(Step.HANDSHAKE, Category.HANDSHAKE, what, Optional.empty());
  }

  private static Failure failure(String what, String hint) {
    return new Failure(Step.HANDSHAKE, Category.HANDSHAKE, what, Optional.of(hint));
  }
}
