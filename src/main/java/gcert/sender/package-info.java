/**
 * What mail servers that send do with a mail domain: a small class for each kind of sender, a pure
 * function from the evidence about one address of one mail host to an outcome. docs/policy.md says
 * in words what each of them does.
 *
 * <p>Every sender is taken to have a resolver that validates with DNSSEC, as most large ones do: a
 * bogus answer is none.
 */
@NullMarked
package gcert.sender;

import org.jspecify.annotations.NullMarked;
