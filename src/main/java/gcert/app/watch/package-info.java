/** Runs of {@code gcert watch}, what they remember, and what they tell. */
@NullMarked
package gcert.app.watch;

import org.jspecify.annotations.NullMarked;
