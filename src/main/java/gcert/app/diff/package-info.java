/** What {@code gcert diff} compares. */
@NullMarked
package gcert.app.diff;

import org.jspecify.annotations.NullMarked;
