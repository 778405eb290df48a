/**
 * Where trust anchors come from: the bundled copy of Google's roots, the platform's store, files.
 */
@NullMarked
package gcert.roots;

import org.jspecify.annotations.NullMarked;
