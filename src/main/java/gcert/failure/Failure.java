package gcert.failure;

import java.util.Optional;

/**
 * Why an exchange did not get to its end.
 *
 * @param step where it happened
 * @param category the class that decides the exit code
 * @param what what happened, one clause without a final full stop; server text in it is already
 *     escaped
 * @param hint what to try, one clause; empty where there is nothing to advise
 */
public record Failure(Step step, Category category, String what, Optional<String> hint) {}
