package gcert.cli;

import gcert.failure.IoFault;
import java.io.IOException;

/** Says in words what an {@link IOException} about a file means. */
final class Faults {
  private Faults() {}

  /** The cause alone, without the file's name. */
  static String describe(IOException e) {
    return IoFault.describe(e);
  }
}
