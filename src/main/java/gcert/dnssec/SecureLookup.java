package gcert.dnssec;

import gcert.trace.ExchangeLog;
import java.time.Duration;

/** Finds records and says what they are worth. Safe for use by several threads. */
public interface SecureLookup {

  /**
   * Asks. A failure is an answer too.
   *
   * @param name a name in A-labels, with or without a final dot
   * @param type a constant of {@link org.xbill.DNS.Type}
   * @param limit the longest wait for the whole
   * @param log hears what was asked and answered
   */
  SecureAnswer ask(String name, int type, Duration limit, ExchangeLog log);
}
