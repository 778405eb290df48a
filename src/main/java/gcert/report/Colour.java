package gcert.report;

/** The few colours of reports, from the eight that every terminal has (ECMA-48 section 8.3.117). */
enum Colour {
  GOOD("32"),
  CAUTION("33"),
  BAD("31"),
  STRONG("1"),
  FAINT("2");

  /** Ends any of them. */
  static final String END = "\u001b[0m";

  private final String parameter;

  Colour(String parameter) {
    this.parameter = parameter;
  }

  String start() {
    return "\u001b[" + parameter + "m";
  }
}
