package gcert.cli.manual;

import gcert.app.ExitCode;
import gcert.failure.Category;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each exit code means, in the words of the man page. */
public final class ExitMeanings {
  private ExitMeanings() {}

  /** Code and meaning, in the order of the codes. */
  public static Map<Integer, String> all() {
    Map<Integer, String> meanings = new LinkedHashMap<>();
    meanings.put(ExitCode.OK, "All targets are in order.");
    meanings.put(
        ExitCode.BAD_CERTIFICATE,
        "A certificate was obtained and judged bad: untrusted, wrong name, expired, pin or policy"
            + " violated.");
    meanings.put(ExitCode.USAGE, "The command line is wrong.");
    meanings.put(
        Category.NOT_REACHED.exitCode(),
        "Not reached: name not found, refused, unreachable, time out before an answer.");
    meanings.put(
        Category.NO_TLS.exitCode(),
        "The server speaks but gives no TLS: STARTTLS not offered or refused for good, protocol"
            + " broken, octets injected after the go-ahead.");
    meanings.put(Category.HANDSHAKE.exitCode(), "The TLS handshake failed.");
    meanings.put(
        ExitCode.EXPIRES_SOON, "In order, but a certificate expires within the threshold.");
    meanings.put(ExitCode.DIFFERS, "A comparison found a material difference.");
    meanings.put(
        ExitCode.LOCAL_FAULT,
        "A fault on this side: output not writable, file of roots unreadable, state damaged.");
    meanings.put(ExitCode.BUG, "A bug in gcert.");
    meanings.put(Category.TEMPORARY.exitCode(), "A temporary refusal: try later.");
    return meanings;
  }
}
