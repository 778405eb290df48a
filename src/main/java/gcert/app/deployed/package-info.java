/** {@code gcert deployed}: visits the ports of hosts until they show what files have. */
@NullMarked
package gcert.app.deployed;

import org.jspecify.annotations.NullMarked;
