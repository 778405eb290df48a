package gcert.cli.terminal;

import gcert.cli.message.Messages;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;

/**
 * The world around one run: its streams, environment and clock. Nothing below the command line
 * reaches for {@code System}.
 *
 * @param in standard input
 * @param out standard output: data only
 * @param messages standard error: everything said to a person
 * @param environment the environment variables
 * @param clock the time by which certificates are judged when no other is given
 */
public record Session(
    InputStream in,
    StandardOutput out,
    Messages messages,
    Map<String, String> environment,
    Clock clock) {}
