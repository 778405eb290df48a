/**
 * The one door through which files are opened that a user names: lists, roots, pins, keys,
 * passwords, certificates, defaults, journals.
 *
 * <p>A path may lead to anything: to a pipe that nobody writes to, to a device that never ends, to
 * a directory, to a file of many gigabytes. What comes in is bounded in size, the wait for it in
 * time, and what was met is said in words.
 */
@NullMarked
package gcert.input;

import org.jspecify.annotations.NullMarked;
