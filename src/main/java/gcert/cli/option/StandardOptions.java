package gcert.cli.option;

/** The options that gcert itself and every command have. */
public final class StandardOptions {
  /** The help that fits a screen. */
  public static final Option<Boolean> SHORT_HELP = Option.flag("-h", "Show a short help.");

  /** The whole help. */
  public static final Option<Boolean> HELP = Option.flag("--help", "Show this help.");

  /** Name and version. */
  public static final Option<Boolean> VERSION = Option.flag("-V --version", "Show the version.");

  /** All of them. */
  public static final OptionGroup GROUP = new OptionGroup("Help", SHORT_HELP, HELP, VERSION);

  private StandardOptions() {}
}
