package gcert.cli.option;

import gcert.target.Host;
import gcert.target.HostParser;
import gcert.target.MalformedTargetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The types of values that several options have. */
public final class ValueTypes {
  /** Any text. */
  public static final ValueType<String> TEXT = new Text();

  /** The name of a file, not yet read as a path. */
  public static final ValueType<String> FILE_NAME = new FileName();

  /** The path of a file. */
  public static final ValueType<Path> FILE = new FilePath(Completion.FILES);

  /** The path of a directory. */
  public static final ValueType<Path> DIRECTORY = new FilePath(Completion.DIRECTORIES);

  /**
   * A duration longer than none: {@code 500ms}, {@code 30s}, {@code 2m}, {@code 1h}, {@code 14d}.
   */
  public static final ValueType<Duration> DURATION = new Span();

  /** A point in time. */
  public static final ValueType<Instant> INSTANT = new Time();

  /** A host name or an address. */
  public static final ValueType<Host> HOST = new HostText();

  private ValueTypes() {}

  /** A whole number in a range, both ends included. */
  public static ValueType<Integer> number(int least, int most) {
    return new WholeNumber(least, most);
  }

  private static final class Text implements ValueType<String> {
    @Override
    public String parse(String text) {
      return text;
    }
  }

  private static final class FileName implements ValueType<String> {
    @Override
    public String parse(String text) {
      return text;
    }

    @Override
    public Completion completion() {
      return Completion.FILES;
    }
  }

  private record FilePath(Completion completion) implements ValueType<Path> {
    @Override
    public Path parse(String text) throws InvalidValueException {
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new InvalidValueException("is not a path on this system");
      }
    }
  }

  private static final class Span implements ValueType<Duration> {
    @Override
    public Duration parse(String text) throws InvalidValueException {
      return DurationText.parse(text)
          .filter(duration -> duration.compareTo(Duration.ZERO) > 0)
          .orElseThrow(
              () -> new InvalidValueException("is not a duration such as 500ms, 30s or 2m"));
    }
  }

  private static final class Time implements ValueType<Instant> {
    @Override
    public Instant parse(String text) throws InvalidValueException {
      return InstantText.parse(text)
          .orElseThrow(
              () ->
                  new InvalidValueException(
                      "is not a time such as 2026-11-21 or 2026-11-21T08:00:00Z"));
    }
  }

  private static final class HostText implements ValueType<Host> {
    @Override
    public Host parse(String text) throws InvalidValueException {
      try {
        return HostParser.parse(text.strip());
      } catch (MalformedTargetException e) {
        throw new InvalidValueException("is neither a host name nor an address");
      }
    }
  }

  private record WholeNumber(int least, int most) implements ValueType<Integer> {
    @Override
    public Integer parse(String text) throws InvalidValueException {
      try {
        int number = Integer.parseInt(text.strip());
        if (number >= least && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Reported below, with the range.
      }
      throw new InvalidValueException("is not a number from " + least + " to " + most);
    }
  }
}
