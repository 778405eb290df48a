/**
 * Sets of trusted roots: which there are, what they hold, and how the bundle is brought up to date.
 */
@NullMarked
package gcert.app.roots;

import org.jspecify.annotations.NullMarked;
