package gcert.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page of {@code docs/howto} tells its reader to put into files. */
final class HowTo {
  private final String name;
  private final String text;

  /**
   * Reads the page.
   *
   * @param name such as {@code postfix}
   */
  HowTo(String name) {
    this.name = name;
    try {
      text = Files.readString(Path.of("docs", "howto", name + ".md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The block above which a comment names a file.
   *
   * @param path as the page has it
   */
  String file(String path) {
    Pattern block =
        Pattern.compile("(?s)<!-- file: " + Pattern.quote(path) + " -->\n```\\w*\n(.*?)```\n");
    Matcher matcher = block.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException(name + " has no file " + path);
    }
    return matcher.group(1);
  }
}
