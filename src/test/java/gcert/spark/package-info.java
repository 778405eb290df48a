/** A test of gcert as a filter that an engine for large data spreads over worker processes. */
@NullMarked
package gcert.spark;

import org.jspecify.annotations.NullMarked;
