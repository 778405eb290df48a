package gcert.dns;

import gcert.net.Deadline;
import gcert.net.TimedSocket;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;

/** A connection to a name server: messages with their length in front (RFC 1035 section 4.2.2). */
public final class StreamQuery implements AutoCloseable {
  private final TimedSocket socket;
  private final InputStream in;
  private final OutputStream out;

  /** Connects. */
  public StreamQuery(InetSocketAddress server, Deadline deadline) throws IOException {
    socket = new TimedSocket(deadline);
    try {
      int millis = deadline.millisLeft();
      if (millis == 0) {
        throw new SocketTimeoutException();
      }
      socket.connect(server, millis);
      in = socket.getInputStream();
      out = socket.getOutputStream();
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Sends one message. */
  public void send(byte[] message) throws IOException {
    byte[] framed = new byte[2 + message.length];
    framed[0] = (byte) (message.length >> 8);
    framed[1] = (byte) message.length;
    System.arraycopy(message, 0, framed, 2, message.length);
    out.write(framed);
    out.flush();
  }

  /** The next message, whatever question it answers; at most 64 KiB. */
  public byte[] receive() throws IOException {
    byte[] length = read(2);
    return read(((length[0] & 0xff) << 8) | (length[1] & 0xff));
  }

  private byte[] read(int count) throws IOException {
    byte[] octets = in.readNBytes(count);
    if (octets.length < count) {
      throw new EOFException("the connection was closed");
    }
    return octets;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
