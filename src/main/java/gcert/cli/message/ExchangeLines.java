package gcert.cli.message;

import gcert.failure.Escaped;
import gcert.trace.ExchangeLog;

/**
 * An exchange as a person watches it, a line for each event, everything escaped: {@code >} is what
 * gcert says, {@code <} the server, {@code *} what happens besides.
 */
public final class ExchangeLines implements ExchangeLog {
  private final String prefix;
  private final Messages messages;

  /**
   * Makes one.
   *
   * @param prefix what each line begins with, to tell one target's from another's
   */
  public ExchangeLines(String prefix, Messages messages) {
    this.prefix = prefix;
    this.messages = messages;
  }

  @Override
  public boolean listening() {
    return true;
  }

  @Override
  public void note(String what) {
    messages.logged(prefix + "* " + Escaped.of(what));
  }

  @Override
  public void sent(String line) {
    messages.logged(prefix + "> " + Escaped.of(line));
  }

  @Override
  public void received(byte[] line) {
    messages.logged(prefix + "< " + Escaped.of(line));
  }
}
