/**
 * What servers showed over time, and what changed since the last look.
 *
 * <p>{@link gcert.watch.rule.Rules} is the heart: a pure function of what was known of a place and
 * what was seen there now, to events and what is known from then on. It asks no clock and no
 * network, so whole roll-outs are tested as scripts. Around it stand the {@link
 * gcert.watch.StateFolder}, which remembers between two runs and survives being killed at any
 * moment, and the forms in which events and histories are shown.
 *
 * <p>The words: a <em>place</em> is a server as it was named, host, port and protocol; a
 * <em>round</em> is all that one run saw there, at one address or at ten; a <em>sighting</em> is
 * one certificate at one place, with the first and the last time.
 *
 * <p>Many files on purpose: the model of what is remembered and the journal that keeps it are
 * written and read together; rules, pins and views have rooms of their own.
 */
@NullMarked
package gcert.watch;

import org.jspecify.annotations.NullMarked;
