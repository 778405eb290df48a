/** Sets of acceptable certificates, kept in a file for other programs. */
@NullMarked
package gcert.watch.pin;

import org.jspecify.annotations.NullMarked;
