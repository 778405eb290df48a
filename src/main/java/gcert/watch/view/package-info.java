/** Events, histories and states as lines of text and of JSON. */
@NullMarked
package gcert.watch.view;

import org.jspecify.annotations.NullMarked;
