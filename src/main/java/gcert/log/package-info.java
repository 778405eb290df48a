/**
 * What stands behind SLF4J: loggers whose lines go where the command line says, escaped.
 *
 * <p>Libraries below log through SLF4J as well. Their lines hold what servers sent, so that a
 * ready-made backend, which writes them as they are, would let a server write to the terminal. A
 * run that logs nothing loads none of these classes.
 */
@NullMarked
package gcert.log;

import org.jspecify.annotations.NullMarked;
