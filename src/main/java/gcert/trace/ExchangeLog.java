package gcert.trace;

/**
 * Hears an exchange as it happens. Text and octets come as they are: whoever shows them escapes
 * them. Safe for use by several threads.
 */
public interface ExchangeLog {

  /** Hears nothing, and costs nothing. */
  ExchangeLog SILENT =
      new ExchangeLog() {
        @Override
        public boolean listening() {
          return false;
        }

        @Override
        public void note(String what) {}

        @Override
        public void sent(String line) {}

        @Override
        public void received(byte[] line) {}
      };

  /**
   * Whether anybody listens. Ask before making a text that takes more than a concatenation.
   *
   * @return false for {@link #SILENT} alone
   */
  boolean listening();

  /** Something happened that is neither side's line: one clause, without a final full stop. */
  void note(String what);

  /** The client sends a line, here without its end. */
  void sent(String line);

  /** A line has come from the server, here without its end. */
  void received(byte[] line);
}
