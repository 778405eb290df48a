package gcert.starttls;

import gcert.trace.ExchangeLog;

/** Hears a dialogue as it happens. Octets come as they are: whoever shows them escapes them. */
public interface DialogueLog extends ExchangeLog {

  /** Hears nothing, and costs nothing. */
  DialogueLog SILENT = new SilentLog();
}
