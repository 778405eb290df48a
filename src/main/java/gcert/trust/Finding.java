package gcert.trust;

/**
 * One thing that judging found.
 *
 * @param rule the rule that says so
 * @param severity how much it weighs
 * @param message one sentence with the facts: which certificate, which rule, what was met; times in
 *     UTC; text from certificates already escaped
 */
public record Finding(Rule rule, Severity severity, String message) {}
