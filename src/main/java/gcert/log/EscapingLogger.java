package gcert.log;

import gcert.failure.Escaped;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A logger of one name, which writes to the {@link LogSwitch}. */
final class EscapingLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  /** The logger of the dialogues; its lines are escaped by the one who knows their octets. */
  private static final String DIALOGUE = "gcert.dialogue";

  EscapingLogger(String name) {
    this.name = name;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return switch (LogSwitch.extent()) {
      case NOTHING -> false;
      case DIALOGUE -> name.equals(DIALOGUE);
      case EVERYTHING -> true;
    };
  }

  @Override
  public boolean isInfoEnabled() {
    return isDebugEnabled();
  }

  @Override
  public boolean isWarnEnabled() {
    return isDebugEnabled();
  }

  @Override
  public boolean isErrorEnabled() {
    return isDebugEnabled();
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    if (name.equals(DIALOGUE)) {
      LogSwitch.write(message);
      return;
    }
    String cause = thrown == null ? "" : ": " + thrown;
    LogSwitch.write(level + " " + name + ": " + Escaped.of(message + cause));
  }
}
