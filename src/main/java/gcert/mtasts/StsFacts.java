package gcert.mtasts;

import gcert.target.Host;
import java.util.List;
import java.util.Optional;

/**
 * What a mail domain says about the security of mail to it, not judged. Immutable.
 *
 * @param domain the mail domain
 * @param sts the TXT records at {@code _mta-sts}
 * @param answer what the web server said; empty when it was not asked, since there is no record
 * @param reporting the TXT records at {@code _smtp._tls}
 */
public record StsFacts(
    Host.Name domain, Texts sts, Optional<PolicyAnswer> answer, Texts reporting) {

  /**
   * TXT records.
   *
   * @param found an octet a character, unescaped; empty when there are none, and when the look-up
   *     failed
   * @param failure why it is not known whether there are any; empty when it is
   */
  public record Texts(List<String> found, Optional<String> failure) {
    /** Takes a copy of the list. */
    public Texts {
      found = List.copyOf(found);
    }
  }

  /** What came of asking the web server for the policy. */
  public sealed interface PolicyAnswer permits NoAnswer, Answer {}

  /**
   * No whole answer came.
   *
   * @param step where it ended, as messages name it
   * @param what one clause
   */
  public record NoAnswer(String step, String what) implements PolicyAnswer {}

  /**
   * An answer.
   *
   * @param status the status code of HTTP
   * @param mediaType without its parameters, in lower case; unescaped
   * @param lastModified when the policy was last changed, as the server has it; unescaped
   * @param location where a redirect leads to; unescaped
   * @param content at most 64 KiB
   */
  @SuppressWarnings("ArrayRecordComponent") // Read, never compared.
  public record Answer(
      int status,
      Optional<String> mediaType,
      Optional<String> lastModified,
      Optional<String> location,
      byte[] content)
      implements PolicyAnswer {}

  /** The name of the host with the policy (RFC 8461 section 3.3). */
  public static String policyHost(Host.Name domain) {
    return "mta-sts." + domain.text();
  }
}
