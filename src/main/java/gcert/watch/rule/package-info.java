/** What a round at a place means: which of it is news. */
@NullMarked
package gcert.watch.rule;

import org.jspecify.annotations.NullMarked;
