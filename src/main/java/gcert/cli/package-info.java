/**
 * The command line: the entry point, and what runs the command that was named.
 *
 * <p>Its rooms: {@code option} declares and reads options, {@code command} has the commands, {@code
 * manual} writes man pages, {@code message} and {@code terminal} are the way to a person, {@code
 * start} shortens the start.
 */
@NullMarked
package gcert.cli;

import org.jspecify.annotations.NullMarked;
