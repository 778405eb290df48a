/** What {@code gcert show} makes of results. */
@NullMarked
package gcert.app.show;

import org.jspecify.annotations.NullMarked;
