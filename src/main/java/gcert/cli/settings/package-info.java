/**
 * The options, a class for each group: every option is declared once, as a constant, and read
 * through it into the typed settings of the packages below.
 */
@NullMarked
package gcert.cli.settings;

import org.jspecify.annotations.NullMarked;
