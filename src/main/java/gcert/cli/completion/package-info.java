/** Completion scripts for shells, made from what was declared for each command. */
@NullMarked
package gcert.cli.completion;

import org.jspecify.annotations.NullMarked;
