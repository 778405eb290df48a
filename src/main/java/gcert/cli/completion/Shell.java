package gcert.cli.completion;

import gcert.cli.option.CommandSpec;
import java.util.List;

/** The shells that there is completion for. */
public enum Shell {
  /** Bash 3.2 and newer; with or without the package bash-completion. */
  BASH("bash-completion/completions", "gcert"),
  /** Zsh 5. */
  ZSH("zsh/site-functions", "_gcert"),
  /** Fish 3 and newer. */
  FISH("fish/vendor_completions.d", "gcert.fish");

  private final String folder;
  private final String file;

  Shell(String folder, String file) {
    this.folder = folder;
    this.file = file;
  }

  /** The folder below {@code share} in which the shell looks for scripts. */
  public String folder() {
    return folder;
  }

  /** The name of the script there. */
  public String file() {
    return file;
  }

  /**
   * The script.
   *
   * @param commands all commands, a family before its members
   * @param topics what {@code gcert help} explains besides commands
   */
  public String script(List<CommandSpec> commands, List<String> topics) {
    return switch (this) {
      case BASH -> new BashScript(commands, topics).text();
      case ZSH -> new ZshScript(commands, topics).text();
      case FISH -> new FishScript(commands, topics).text();
    };
  }
}
