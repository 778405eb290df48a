/**
 * What is printed, one class a format. A report turns results into octets and knows nothing of
 * streams, terminals or options.
 */
@NullMarked
package gcert.report;

import org.jspecify.annotations.NullMarked;
