/**
 * What gcert does, apart from how it is asked and how it answers: visiting, judging, the sets of
 * roots, the runs over many targets.
 *
 * <p>Nothing here knows of options, of picocli or of a terminal: requests come in typed, results go
 * out typed.
 */
@NullMarked
package gcert.app;

import org.jspecify.annotations.NullMarked;
