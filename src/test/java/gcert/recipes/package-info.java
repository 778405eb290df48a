/**
 * The documents, played: every terminal session in them is typed into a shell, in a network of its
 * own where the hosts that they name stand on their own ports.
 */
@NullMarked
package gcert.recipes;

import org.jspecify.annotations.NullMarked;
