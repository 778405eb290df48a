/** Files that are replaced whole or not at all. */
@NullMarked
package gcert.output;

import org.jspecify.annotations.NullMarked;
