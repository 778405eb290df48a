/** Runs over many targets: the list of them, what an earlier run has done, what comes of each. */
@NullMarked
package gcert.app.bulk;

import org.jspecify.annotations.NullMarked;
