/**
 * Reports as a page of HTML: one file that loads nothing, reads without scripts, and in which text
 * from servers cannot become markup.
 *
 * <p>Three layers keep foreign text harmless. {@link gcert.failure.Escaped} makes control and
 * hidden characters visible, {@link gcert.report.html.Markup} is the only class that writes a
 * {@code <}, and the Content-Security-Policy of {@link gcert.report.html.Page} lets the browser run
 * nothing but the one script and the one style sheet whose hashes it names.
 */
@NullMarked
package gcert.report.html;

import org.jspecify.annotations.NullMarked;
