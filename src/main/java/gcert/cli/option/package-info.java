/**
 * What an option is: its names, how its value is read, its default, its help. From that come the
 * parser (picocli's, built by calls), the configuration file's keys and the environment variables.
 */
@NullMarked
package gcert.cli.option;

import org.jspecify.annotations.NullMarked;
