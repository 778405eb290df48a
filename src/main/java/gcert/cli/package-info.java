/**
 * The command line: the entry point, and what runs the command that was named.
 *
 * <p>Its rooms: {@code option} is what an option is, {@code settings} has the options, {@code
 * command} the commands, {@code manual} writes help and man pages, {@code message} and {@code
 * terminal} are the way to a person, {@code start} shortens the start.
 */
@NullMarked
package gcert.cli;

import org.jspecify.annotations.NullMarked;
