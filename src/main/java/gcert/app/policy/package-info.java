/** What {@code gcert policy} finds out about mail domains. */
@NullMarked
package gcert.app.policy;

import org.jspecify.annotations.NullMarked;
