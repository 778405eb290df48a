package gcert.cli.option;

import gcert.failure.Escaped;

/**
 * A value that does not come from the command line.
 *
 * @param place how messages name where it comes from
 * @param text the value
 */
record DefaultValue(String place, String text) {

  /** A usage error about it. */
  UsageException wrong(String fault) {
    return wrong(text, fault);
  }

  /** A usage error about a part of it. */
  UsageException wrong(String part, String fault) {
    return new UsageException(place + ": '" + Escaped.of(part) + "' " + fault);
  }
}
