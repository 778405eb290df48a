/**
 * Whether servers show the certificates that a file has: what was seen is compared with what is on
 * the disk, without a network and without a clock.
 */
@NullMarked
package gcert.deployment;

import org.jspecify.annotations.NullMarked;
