package gcert.failure;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Says in words what an {@link IOException} about a file means. */
public final class IoFault {
  private IoFault() {}

  /** The cause alone, without the file's name. */
  public static String describe(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof UnknownHostException) {
      return ofResolver(String.valueOf(e.getMessage()));
    }
    if (e instanceof NotDirectoryException) {
      return "not a directory";
    }
    if (e instanceof FileSystemException known && known.getReason() != null) {
      return lowerFirst(known.getReason());
    }
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : lowerFirst(message);
  }

  /**
   * What the system's resolver means by its words, which are all that {@code getaddrinfo} leaves of
   * why it failed; one clause, escaped.
   *
   * @param said the words, with or without the name in front
   */
  public static String ofResolver(String said) {
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("no address associated")) {
      return "the name has no address";
    }
    // The words end where there are none but the name.
    boolean known = lower.contains("not known") || lower.contains("no such host");
    if (known || !said.contains(": ")) {
      return "the name does not exist";
    }
    return "the system's resolver says: "
        + Escaped.of(lowerFirst(said.substring(said.indexOf(": ") + 2)), 120);
  }

  private static String lowerFirst(String text) {
    boolean acronym = text.length() > 1 && Character.isUpperCase(text.charAt(1));
    return acronym ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }
}
