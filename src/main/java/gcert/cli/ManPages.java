package gcert.cli;

import gcert.cli.command.Command;
import gcert.cli.command.CommandLines;
import gcert.cli.manual.ManPage;
import gcert.cli.manual.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;

/**
 * Writes the man pages into a folder: {@code gcert.1}, and {@code gcert-COMMAND.1} for each
 * command. The build runs it; the program itself does not.
 */
public final class ManPages {
  private ManPages() {}

  /**
   * Writes the pages.
   *
   * @param arguments the folder, which is made when there is none
   * @throws IOException when a page cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one argument is expected: the folder to write to");
    }
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    CommandLine root = CommandLines.whole();
    ManPage page = new ManPage(Version.number(), date());
    Files.writeString(folder.resolve("gcert.1"), page.ofProgram(root), StandardCharsets.UTF_8);
    for (CommandLine command : root.getSubcommands().values()) {
      if (command.getCommand() instanceof Command) {
        Files.writeString(
            folder.resolve("gcert-" + command.getCommandName() + ".1"),
            page.ofCommand(command),
            StandardCharsets.UTF_8);
      }
    }
  }

  /** The build's own date, so that the same source makes the same page. */
  private static String date() {
    String time = Version.build().getProperty("time", "");
    return time.length() < 10 ? "" : time.substring(0, 10);
  }
}
