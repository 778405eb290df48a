@NullMarked
package gcert.probe;

import org.jspecify.annotations.NullMarked;
