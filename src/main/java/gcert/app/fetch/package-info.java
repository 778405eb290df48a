/** What {@code gcert fetch} makes of results: certificates, printed once they are checked. */
@NullMarked
package gcert.app.fetch;

import org.jspecify.annotations.NullMarked;
