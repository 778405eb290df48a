package gcert.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what picocli found wrong with a command line. */
final class UsageSentence {
  private UsageSentence() {}

  static String of(ParameterException e) {
    String sentence = lowerFirst(Messages.printable(String.valueOf(e.getMessage())));
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!unmatched.isUnknownOption() && isRoot(e.getCommandLine())) {
        String word = Messages.printable(unmatched.getUnmatched().get(0));
        return "unknown command '"
            + word
            + "'"
            + (suggestions.isEmpty() || looksLikeHost(word)
                ? "; to fetch a certificate write 'gcert fetch " + word + "'"
                : "; did you mean '" + suggestions.get(0) + "'?");
      }
      if (!suggestions.isEmpty()) {
        return sentence + "; did you mean " + String.join(", ", suggestions) + "?";
      }
    }
    return sentence;
  }

  /** No command has a dot or a colon in its name. */
  private static boolean looksLikeHost(String word) {
    return word.indexOf('.') >= 0 || word.indexOf(':') >= 0;
  }

  private static boolean isRoot(CommandLine commandLine) {
    return commandLine.getParent() == null;
  }

  private static String lowerFirst(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
