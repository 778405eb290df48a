/**
 * What shortens the start of a run over one server: the plain command line that is read without
 * picocli, and what is begun on other threads before anything else.
 */
@NullMarked
package gcert.cli.start;

import org.jspecify.annotations.NullMarked;
