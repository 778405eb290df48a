/**
 * The command line: picocli commands, option groups, messages to people, exit codes.
 *
 * <p>A command is made of three parts. Its option groups declare options and read them into
 * immutable settings; its {@code run} drives the packages below; {@link gcert.cli.Messages} says
 * everything that is said to a person. The picocli model is built by calls, not by annotations:
 * reflection over annotated fields costs more than the rest of a short run's start-up.
 */
@NullMarked
package gcert.cli;

import org.jspecify.annotations.NullMarked;
