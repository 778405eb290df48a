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
    meanings.put(ExitCode.OK, "All targets are OK.");
    meanings.put(
        ExitCode.BAD_CERTIFICATE,
        "A certificate failed a check: untrusted, wrong name, expired, pin or policy"
            + " violated.");
    meanings.put(ExitCode.USAGE, "The command line is wrong.");
    meanings.put(
        Category.NOT_REACHED.exitCode(),
        "Not reached: name not found, connection refused, unreachable, timed out.");
    meanings.put(
        Category.NO_TLS.exitCode(),
        "No TLS: STARTTLS not offered or refused permanently, protocol violated, data injected before the handshake.");
    meanings.put(Category.HANDSHAKE.exitCode(), "The TLS handshake failed.");
    meanings.put(ExitCode.EXPIRES_SOON, "OK, but a certificate expires within the threshold.");
    meanings.put(ExitCode.DIFFERS, "A comparison found a material difference.");
    meanings.put(
        ExitCode.LOCAL_FAULT,
        "A local error: output not writable, roots file unreadable, state damaged.");
    meanings.put(ExitCode.BUG, "A bug in gcert.");
    meanings.put(Category.TEMPORARY.exitCode(), "Rejected temporarily: try again later.");
    return meanings;
  }
}
