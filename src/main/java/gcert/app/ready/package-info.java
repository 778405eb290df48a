/** {@code gcert ready}: gathers what is needed to judge whether a candidate may be deployed. */
@NullMarked
package gcert.app.ready;

import org.jspecify.annotations.NullMarked;
