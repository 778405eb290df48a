/**
 * What differs between two certificates: a renewal, or something that somebody should look at. A
 * pure function of the two and their anchors.
 */
@NullMarked
package gcert.comparison;

import org.jspecify.annotations.NullMarked;
