package gcert.tls;

import gcert.starttls.DialogueLog;
import gcert.target.ServerTarget;

/** Who listens to the dialogue with each target. */
public interface DialogueLogs {

  /** The listener for one exchange. */
  DialogueLog of(ServerTarget target);
}
