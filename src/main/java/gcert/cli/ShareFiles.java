package gcert.cli;

import gcert.cli.command.CommandLines;
import gcert.cli.completion.Shell;
import gcert.cli.manual.ManPage;
import gcert.cli.manual.Topics;
import gcert.cli.manual.Version;
import gcert.cli.option.CommandSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes what belongs into the folder {@code share} of an installation: a man page for the program
 * and for each command, and the completion scripts. The build runs it; the program itself does not.
 */
public final class ShareFiles {
  private ShareFiles() {}

  /**
   * Writes the files.
   *
   * @param arguments the folder, which is made when there is none
   * @throws IOException when a file cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one argument is expected: the folder to write to");
    }
    Path share = Path.of(arguments[0]);
    ManPage page = new ManPage(Version.number(), date());
    List<CommandSpec> commands = CommandLines.specs();
    write(share.resolve("man/man1"), "gcert.1", page.ofProgram(CommandLines.program(), commands));
    for (CommandSpec command : commands) {
      write(share.resolve("man/man1"), ManPage.pageName(command) + ".1", page.ofCommand(command));
    }
    for (Shell shell : Shell.values()) {
      write(share.resolve(shell.folder()), shell.file(), shell.script(commands, Topics.names()));
    }
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.writeString(Files.createDirectories(folder).resolve(name), text, StandardCharsets.UTF_8);
  }

  /** The build's own date, so that the same source makes the same page. */
  private static String date() {
    String time = Version.build().getProperty("time", "");
    return time.length() < 10 ? "" : time.substring(0, 10);
  }
}
