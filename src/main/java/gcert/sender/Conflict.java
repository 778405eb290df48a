package gcert.sender;

/**
 * Something about a domain by which senders come to differ, or that its administrator did not mean.
 *
 * @param id the stable identifier, kebab-case
 * @param message one clause, escaped
 */
public record Conflict(String id, String message) {}
