/**
 * The options, a class for each group: every option is declared once, as a constant, and read
 * through it into the typed settings of the packages below.
 *
 * <p>Many files on purpose: a class for each group of options, found by its heading in the help,
 * and one for each kind of value that only such an option has.
 */
@NullMarked
package gcert.cli.settings;

import org.jspecify.annotations.NullMarked;
