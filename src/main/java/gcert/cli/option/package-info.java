/**
 * The options: declared in groups, and read into the typed settings of the packages below.
 *
 * <p>The picocli model is built by calls, not by annotations: reflection over annotated fields
 * costs more than the rest of a short run's start-up.
 */
@NullMarked
package gcert.cli.option;

import org.jspecify.annotations.NullMarked;
