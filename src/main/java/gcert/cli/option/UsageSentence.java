package gcert.cli.option;

import gcert.cli.message.Messages;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what picocli found wrong with a command line. */
public final class UsageSentence {
  private UsageSentence() {}

  public static String of(ParameterException e) {
    String sentence = lowerFirst(Messages.printable(String.valueOf(e.getMessage())));
    if (e instanceof UnmatchedArgumentException unmatched) {
      if (!unmatched.isUnknownOption() && isFamily(e.getCommandLine())) {
        return unknownCommand(unmatched);
      }
      Optional<String> advice =
          unmatched.getUnmatched().isEmpty()
              ? Optional.empty()
              : ForeignOptions.advice(unmatched.getUnmatched().get(0));
      if (unmatched.isUnknownOption() && advice.isPresent()) {
        return sentence + "; " + advice.get();
      }
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        return sentence + "; did you mean " + String.join(", ", suggestions) + "?";
      }
    }
    return sentence;
  }

  private static String unknownCommand(UnmatchedArgumentException e) {
    CommandLine family = e.getCommandLine();
    String word = e.getUnmatched().get(0);
    Optional<String> meant = Misspelling.of(word, family.getSubcommands().keySet());
    String unknown = "unknown command '" + Messages.printable(word) + "'";
    if (meant.isPresent() && !looksLikeHost(word)) {
      return unknown + "; did you mean '" + meant.get() + "'?";
    }
    if (family.getParent() != null) {
      return unknown;
    }
    if (word.equals("version")) {
      return unknown + "; write 'gcert --version'";
    }
    return looksLikeHost(word)
        ? unknown + "; to fetch a certificate write 'gcert fetch " + Messages.printable(word) + "'"
        : unknown;
  }

  /** No command has a dot or a colon in its name. */
  private static boolean looksLikeHost(String word) {
    return word.indexOf('.') >= 0 || word.indexOf(':') >= 0;
  }

  private static boolean isFamily(CommandLine commandLine) {
    return !commandLine.getSubcommands().isEmpty();
  }

  private static String lowerFirst(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
