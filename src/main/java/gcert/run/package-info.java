/**
 * Visiting many servers at once.
 *
 * <p>One thread reads the targets, a fixed number of workers visits them, and the caller's thread
 * takes the outcomes in the order of the targets. Between reading and taking lies a window that is
 * bounded by the number of targets and by the size of the outcomes kept, so that neither a list of
 * any length nor a slow server at its head makes memory grow. No worker ever waits for its turn: a
 * host that already has its share of connections, a pause between samples and the back-off before a
 * second try are queues and timers, and the worker goes on with the next target.
 *
 * <p>Nothing here knows of terminals, and nothing is judged: what an outcome is, the caller says.
 */
@NullMarked
package gcert.run;

import org.jspecify.annotations.NullMarked;
