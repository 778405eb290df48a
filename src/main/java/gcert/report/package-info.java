/**
 * What is printed, one class per format. A report turns results into octets and knows nothing of
 * streams, terminals or options.
 *
 * <p>Many files on purpose: a class for each subject in each format, found by its name ({@code
 * ProbeJson}, {@code ReadyText}), above the few that lay out text and JSON for all of them.
 */
@NullMarked
package gcert.report;

import org.jspecify.annotations.NullMarked;
