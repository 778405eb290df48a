/** What {@code gcert probe} makes of servers. */
@NullMarked
package gcert.app.probe;

import org.jspecify.annotations.NullMarked;
