package gcert.starttls;

/**
 * How dialogues are held.
 *
 * @param helo how the client introduces itself where the protocol has that: a domain name or an
 *     address literal (RFC 5321 section 4.1.3)
 * @param startTls when the server is asked to start TLS
 */
public record DialogueSettings(String helo, StartTls startTls) {

  /** TLS is asked for where it is announced. */
  public static DialogueSettings of(String helo) {
    return new DialogueSettings(helo, StartTls.AUTO);
  }

  /** Whether TLS is asked for where it is not announced. */
  boolean always() {
    return startTls == StartTls.ALWAYS;
  }
}
