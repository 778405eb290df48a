package gcert.starttls;

import gcert.failure.Step;
import gcert.target.Protocol;
import java.util.Optional;

/** The dialogues of all protocols. */
public final class Dialogues {
  private Dialogues() {}

  /**
   * The dialogue of a protocol, also for those that start with TLS and speak it inside; empty for
   * bare TLS.
   */
  public static Optional<Dialogue> of(Protocol protocol, DialogueSettings settings) {
    return switch (protocol) {
      case SMTP, SUBMISSION, SMTPS -> Optional.of(new SmtpDialogue(Step.EHLO, settings));
      case LMTP -> Optional.of(new SmtpDialogue(Step.LHLO, settings));
      case IMAP, IMAPS -> Optional.of(new ImapDialogue(settings.always()));
      case POP3, POP3S -> Optional.of(new Pop3Dialogue(settings.always()));
      case SIEVE -> Optional.of(new SieveDialogue(settings.always()));
      case TLS -> Optional.empty();
    };
  }
}
