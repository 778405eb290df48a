/**
 * How an exchange can fail, as values.
 *
 * <p>A failure says at which {@link gcert.failure.Step} it happened, what was met, and what the
 * user may try. It travels inside an observation like any other fact; only the command line turns
 * it into a sentence and an exit code.
 */
@NullMarked
package gcert.failure;

import org.jspecify.annotations.NullMarked;
