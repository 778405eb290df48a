package gcert.cli.option;

import java.util.List;

/** What a command line itself gives, whoever has read it. */
public interface GivenOptions {

  /** The positional parameters, in order. */
  List<String> parameters();

  /** The values given to an option, in order: none when it does not stand on the command line. */
  List<String> values(Option<?> option);

  /** Whether an option stands on the command line. */
  boolean has(Option<?> option);
}
