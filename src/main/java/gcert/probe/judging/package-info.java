/** What was found out about servers, judged by norms and by what is expected of them. */
@NullMarked
package gcert.probe.judging;

import org.jspecify.annotations.NullMarked;
