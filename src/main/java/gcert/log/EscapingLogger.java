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

  EscapingLogger(String name) {
    this.name = name;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return LogSwitch.isOn();
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
    String cause = thrown == null ? "" : ": " + thrown;
    LogSwitch.write(level + " " + name + ": " + Escaped.of(message + cause));
  }
}
