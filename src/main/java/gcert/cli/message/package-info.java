/** What a person reads on standard error: every sentence in one class, and the line of progress. */
@NullMarked
package gcert.cli.message;

import org.jspecify.annotations.NullMarked;
