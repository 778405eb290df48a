package gcert.starttls;

/** Hears a dialogue as it happens. Octets come as they are: whoever shows them escapes them. */
public interface DialogueLog {

  /** Hears nothing, and costs nothing. */
  DialogueLog SILENT = new SilentLog();

  /** The client sends a line. */
  void sent(String line);

  /** A line has come from the server. */
  void received(byte[] line);

  /** Something happened that is neither side's line. */
  void note(String what);
}
