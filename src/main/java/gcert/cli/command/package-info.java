/**
 * The commands. Each reads its options into settings, has the application do the work, and reports.
 */
@NullMarked
package gcert.cli.command;

import org.jspecify.annotations.NullMarked;
