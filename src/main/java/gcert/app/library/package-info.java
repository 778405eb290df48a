/** gcert for programs in Java: fetching and judging a certificate in a few lines. */
@NullMarked
package gcert.app.library;

import org.jspecify.annotations.NullMarked;
