/** What {@code gcert check} makes of results. */
@NullMarked
package gcert.app.check;

import org.jspecify.annotations.NullMarked;
