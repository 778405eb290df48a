package gcert.tls;

import gcert.net.TimedSocket;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.bouncycastle.tls.TlsClientProtocol;

/**
 * Octets in cleartext over a connection that carries TLS. It moves what the protocol has to say to
 * the socket and what the socket brings to the protocol: a whole flight in one write, so that a
 * server that hangs up in the middle of it changes nothing. Used by one thread.
 */
final class TlsChannel implements Closeable {
  private static final int CHUNK = 8192;

  private final TlsClientProtocol protocol;
  private final Recording recording;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] chunk = new byte[CHUNK];

  /** Layers TLS over a connected socket, which closing this does not close. */
  TlsChannel(TimedSocket socket, Recording recording) throws IOException {
    this.recording = recording;
    this.protocol = new WatchedProtocol(recording);
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /**
   * Shakes hands.
   *
   * @throws NotTlsException when what the server sends is no TLS
   * @throws EOFException when it hangs up before the end
   * @throws IOException when the handshake fails in another way; the recording has what is known
   */
  void shakeHands(RecordingClient client) throws IOException {
    protocol.connect(client);
    send();
    while (!recording.isComplete()) {
      int length = in.read(chunk);
      if (length < 0) {
        throw recording.isNotTls() ? new NotTlsException() : new EOFException();
      }
      recording.arrived(chunk, length);
      if (recording.isNotTls()) {
        awaitFirstLine();
        throw new NotTlsException();
      }
      take(length);
    }
  }

  /** Waits for as much as a record's header, so that there is something to show. */
  private void awaitFirstLine() throws IOException {
    while (recording.start().length < 5 || in.available() > 0) {
      int length = in.read(chunk);
      if (length < 0 || recording.start().length == Recording.START) {
        return;
      }
      recording.arrived(chunk, length);
    }
  }

  private void take(int length) throws IOException {
    try {
      protocol.offerInput(chunk, 0, length);
    } catch (IOException e) {
      if (recording.isComplete()) {
        // What comes after the handshake is met when it is read.
        return;
      }
      sayGoodbye();
      throw e;
    }
    try {
      send();
    } catch (IOException e) {
      if (!recording.isComplete()) {
        throw e;
      }
      // The server has shown and proven all it has to; that it hangs up is seen at the farewell.
    }
  }

  /** Sends the alert that says why the handshake ends here, if that is still possible. */
  private void sayGoodbye() {
    try {
      send();
    } catch (IOException e) {
      // Why it ends is known.
      return;
    }
  }

  private void send() throws IOException {
    int waiting = protocol.getAvailableOutputBytes();
    if (waiting > 0) {
      byte[] flight = new byte[waiting];
      protocol.readOutput(flight, 0, waiting);
      out.write(flight);
      out.flush();
    }
  }

  /** What the server says under TLS. */
  InputStream input() {
    return new Cleartext();
  }

  /** Whatever is written is sent at once. */
  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] octets, int offset, int length) throws IOException {
        protocol.writeApplicationData(octets, offset, length);
        send();
      }
    };
  }

  /** Sends close_notify. */
  @Override
  public void close() throws IOException {
    protocol.close();
    send();
  }

  private final class Cleartext extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      while (length > 0 && available() == 0) {
        if (protocol.isClosed()) {
          return -1;
        }
        int count = in.read(chunk);
        if (count < 0) {
          // Without close_notify nobody knows whether there should have been more.
          throw new EOFException("closed without close_notify");
        }
        protocol.offerInput(chunk, 0, count);
        send();
      }
      return protocol.readInput(octets, offset, length);
    }

    @Override
    public int available() {
      return protocol.getAvailableInputBytes();
    }
  }
}
