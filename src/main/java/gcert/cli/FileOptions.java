package gcert.cli;

import gcert.file.FileInspector;
import picocli.CommandLine.Model.CommandSpec;

/** How files of certificates are read. */
final class FileOptions {
  private FileOptions() {}

  static void declare(CommandSpec spec) {
    new OptionGroup("Files", 25)
        .value(
            "--password-file",
            "FILE",
            "The password of a PKCS#12 store is FILE's first line. Without it GCERT_PASSWORD is"
                + " taken, or the terminal asked.")
        .addTo(spec);
  }

  static FileInspector readInspector(OptionValues values, Session session) {
    return new FileInspector(
        session.in(),
        new StorePassword(values.text("--password-file"), session.environment()),
        session.clock());
  }
}
