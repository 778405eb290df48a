/** What {@code gcert peek} makes of what servers show: certificates seen, and not proven. */
@NullMarked
package gcert.app.peek;

import org.jspecify.annotations.NullMarked;
