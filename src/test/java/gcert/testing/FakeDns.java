package gcert.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server on a free loopback port that has the same answer for every name. */
public final class FakeDns implements AutoCloseable {
  private final DatagramSocket socket;
  private final Thread thread;
  private final int code;
  private final List<String> addresses;
  private final boolean silent;

  private FakeDns(int code, List<String> addresses, boolean silent) {
    this.code = code;
    this.addresses = addresses;
    this.silent = silent;
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    thread = new Thread(this::serve, "fake-dns");
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers with a code of {@link org.xbill.DNS.Rcode} and nothing else. */
  public static FakeDns answering(int rcode) {
    return new FakeDns(rcode, List.of(), false);
  }

  /** Answers with IPv4 addresses. */
  public static FakeDns addresses(String... literals) {
    return new FakeDns(0, List.of(literals), false);
  }

  /** Hears every question and answers none. */
  public static FakeDns silent() {
    return new FakeDns(0, List.of(), true);
  }

  /** The value of {@code --resolver}. */
  public String resolver() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() {
    socket.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve() {
    byte[] buffer = new byte[4096];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        if (!silent) {
          byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private byte[] answer(byte[] octets) throws IOException {
    Message question = new Message(octets);
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.getHeader().setRcode(code);
    Record asked = question.getQuestion();
    answer.addRecord(asked, Section.QUESTION);
    if (asked.getType() == Type.A) {
      for (String literal : addresses) {
        InetAddress address = InetAddress.getByName(literal);
        answer.addRecord(new ARecord(asked.getName(), DClass.IN, 60, address), Section.ANSWER);
      }
    }
    return answer.toWire();
  }
}
