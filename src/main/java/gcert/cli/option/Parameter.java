package gcert.cli.option;

/**
 * What a command takes besides options.
 *
 * @param label what the help calls it; of several words, when a command takes them in that order
 * @param several whether any number of words may be given, none included; otherwise exactly one
 * @param completion what a shell can offer
 * @param help what it is
 */
public record Parameter(String label, boolean several, Completion completion, String help) {}
