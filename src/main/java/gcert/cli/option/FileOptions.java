package gcert.cli.option;

import gcert.cli.terminal.Session;
import gcert.file.FileInspector;
import picocli.CommandLine.Model.CommandSpec;

/** How files of certificates are read. */
public final class FileOptions {
  private FileOptions() {}

  public static void declare(CommandSpec spec) {
    new OptionGroup("Files", 25)
        .value(
            "--password-file",
            "FILE",
            "The password of a PKCS#12 store is FILE's first line. Without it GCERT_PASSWORD is"
                + " taken, or the terminal asked.")
        .addTo(spec);
  }

  public static FileInspector readInspector(OptionValues values, Session session) {
    return new FileInspector(
        session.in(),
        new StorePassword(values.text("--password-file"), session.environment()),
        session.clock());
  }
}
