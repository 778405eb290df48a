/** What is written from the model of options: man pages. */
@NullMarked
package gcert.cli.manual;

import org.jspecify.annotations.NullMarked;
