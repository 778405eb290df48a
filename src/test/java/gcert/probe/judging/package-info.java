@NullMarked
package gcert.probe.judging;

import org.jspecify.annotations.NullMarked;
