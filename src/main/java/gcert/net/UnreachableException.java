package gcert.net;

import gcert.target.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Thrown when no address of a server could be connected to; says what each of them answered. */
public final class UnreachableException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 6;

  private final transient List<Attempt> attempts;

  /** Makes one of the attempts, in the order in which they failed. */
  public UnreachableException(List<Attempt> attempts) {
    super(describe(attempts));
    this.attempts = List.copyOf(attempts);
  }

  /**
   * One address that was tried.
   *
   * @param address the address
   * @param cause why it failed: {@code connection refused}, {@code no answer within 10 s} …
   */
  public record Attempt(InetSocketAddress address, String cause) {}

  /** The addresses that were tried, in the order in which they failed. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /**
   * Whether it looks as if something on the way dropped what was sent: some address gave no answer,
   * and none is of this machine or of a private network.
   */
  public boolean looksBlocked() {
    boolean silent = false;
    for (Attempt attempt : attempts) {
      InetAddress address = attempt.address().getAddress();
      if (address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()) {
        return false;
      }
      silent |= attempt.cause().startsWith("no answer");
    }
    return silent;
  }

  private static String describe(List<Attempt> attempts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < attempts.size() && i < SHOWN; i++) {
      if (i > 0) {
        text.append(", ");
      }
      Attempt attempt = attempts.get(i);
      text.append(Host.Address.of(attempt.address().getAddress()).text())
          .append(": ")
          .append(attempt.cause());
    }
    if (attempts.size() > SHOWN) {
      text.append(", and ").append(attempts.size() - SHOWN).append(" more addresses");
    }
    return text.toString();
  }
}
