package gcert.tls;

import gcert.net.TimedSocket;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A connection under TLS, for those who have more to say on it. It obeys the deadline of the
 * exchange and is closed with the visit.
 *
 * @param socket what it goes over, for its deadline and how it ended
 * @param input what the server says; an end without close_notify is an error there
 * @param output whatever is written is sent at once
 */
public record TlsConnection(TimedSocket socket, InputStream input, OutputStream output) {}
