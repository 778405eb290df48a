package gcert.starttls;

import gcert.failure.Escaped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the dialogue as it happens to the logger {@code gcert.dialogue}, octets escaped. */
public final class DialogueLog {
  private static final Logger LOG = LoggerFactory.getLogger("gcert.dialogue");

  private final String prefix;

  /** Makes one whose lines begin with a prefix, to tell concurrent exchanges apart. */
  public DialogueLog(String prefix) {
    this.prefix = prefix;
  }

  void sent(String line) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("{}C: {}", prefix, Escaped.of(line));
    }
  }

  void received(byte[] line) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("{}S: {}", prefix, Escaped.of(line));
    }
  }

  /** Notes an event that is neither side's line. */
  public void note(String what) {
    if (LOG.isDebugEnabled()) {
      LOG.debug("{}-- {}", prefix, what);
    }
  }
}
