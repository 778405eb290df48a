package gcert.cli;

import gcert.cli.command.CommandLines;
import gcert.cli.manual.ManPage;
import gcert.cli.manual.Version;
import gcert.cli.option.CommandSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    ManPage page = new ManPage(Version.number(), date());
    List<CommandSpec> commands = CommandLines.specs();
    write(folder, "gcert", page.ofProgram(CommandLines.program(), commands));
    for (CommandSpec command : commands) {
      write(folder, ManPage.pageName(command), page.ofCommand(command));
    }
  }

  private static void write(Path folder, String name, String page) throws IOException {
    Files.writeString(folder.resolve(name + ".1"), page, StandardCharsets.UTF_8);
  }

  /** The build's own date, so that the same source makes the same page. */
  private static String date() {
    String time = Version.build().getProperty("time", "");
    return time.length() < 10 ? "" : time.substring(0, 10);
  }
}
