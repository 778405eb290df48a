package gcert.sender;

/**
 * What one sender does with a message at one address.
 *
 * @param rule the stable identifier of what decides
 * @param reason why, one clause, escaped
 */
public record Outcome(Delivery delivery, String rule, String reason) {}
