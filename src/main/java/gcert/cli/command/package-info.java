/**
 * The commands. Each reads its options into settings, has the application do the work, and reports.
 *
 * <p>Many files on purpose: a class for each command, found by its name, and next to it what it
 * prints.
 */
@NullMarked
package gcert.cli.command;

import org.jspecify.annotations.NullMarked;
