package gcert.starttls;

import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.FailedException;
import gcert.failure.Step;
import java.util.Optional;

/** The failure of a server that does not announce that it can start TLS. */
final class NoStartTls {
  private static final int SHOWN = 60;
  private static final String TRY = "use --starttls=always to ask for it anyway";

  private NoStartTls() {}

  /**
   * Makes it.
   *
   * @param command the protocol's word: {@code STARTTLS} or {@code STLS}
   */
  static FailedException of(String command, Conversation conversation) {
    Optional<String> masked =
        MiddleboxMasking.of(conversation.greeting(), conversation.capabilities());
    String what = "the server does not offer " + command;
    return masked.isEmpty()
        ? new FailedException(Step.STARTTLS, Category.NO_TLS, what, TRY)
        : new FailedException(
            Step.STARTTLS,
            Category.NO_TLS,
            what
                + ": it looks masked by a firewall on the way (\""
                + Escaped.of(masked.get(), SHOWN)
                + "\")",
            "turn off its SMTP inspection, or ask from another network; " + TRY);
  }
}
