/** The process's own streams and the terminal behind them, as one run has them. */
@NullMarked
package gcert.cli.terminal;

import org.jspecify.annotations.NullMarked;
