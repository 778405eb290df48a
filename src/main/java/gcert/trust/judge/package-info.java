/**
 * Judging as a whole: an observation, a {@link gcert.trust.judge.ValidationPolicy} and an instant
 * make a {@link gcert.trust.Verdict}.
 */
@NullMarked
package gcert.trust.judge;

import org.jspecify.annotations.NullMarked;
