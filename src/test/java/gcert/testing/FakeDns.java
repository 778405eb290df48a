package gcert.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A DNS server on a loopback port, a free one when not told. */
public final class FakeDns implements AutoCloseable {
  private final DatagramSocket socket;
  private final Thread thread;
  private final Answering answering;

  /** What the server answers. */
  public interface Answering {
    /** The octets of the answer to a question; empty for silence. */
    Optional<byte[]> answer(Message question) throws IOException;
  }

  private FakeDns(int port, Answering answering) {
    this.answering = answering;
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    thread = new Thread(this::serve, "fake-dns");
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers as it is told. */
  public static FakeDns by(Answering answering) {
    return new FakeDns(0, answering);
  }

  /** Answers as it is told, at a port of 127.0.0.1. */
  public static FakeDns at(int port, Answering answering) {
    return new FakeDns(port, answering);
  }

  /** Answers every question with a code of {@link org.xbill.DNS.Rcode} and nothing else. */
  public static FakeDns answering(int rcode) {
    return new FakeDns(0, question -> Optional.of(answer(question, rcode, List.of())));
  }

  /** Answers every question for an IPv4 address with these. */
  public static FakeDns addresses(String... literals) {
    return new FakeDns(
        0, question -> Optional.of(answer(question, Rcode.NOERROR, List.of(literals))));
  }

  /** Hears every question and answers none. */
  public static FakeDns silent() {
    return new FakeDns(0, question -> Optional.empty());
  }

  /** Where it is. */
  public InetSocketAddress address() {
    return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
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
        Message question = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        Optional<byte[]> answer = answering.answer(question);
        if (answer.isPresent()) {
          byte[] octets = answer.get();
          socket.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  /** An answer without records, to put some in. */
  public static Message emptyAnswer(Message question) {
    Message answer = new Message(question.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question.getQuestion(), Section.QUESTION);
    return answer;
  }

  private static byte[] answer(Message question, int code, List<String> addresses)
      throws IOException {
    Message answer = emptyAnswer(question);
    answer.getHeader().setRcode(code);
    Record asked = question.getQuestion();
    if (asked.getType() == Type.A) {
      for (String literal : addresses) {
        InetAddress address = InetAddress.getByName(literal);
        answer.addRecord(new ARecord(asked.getName(), DClass.IN, 60, address), Section.ANSWER);
      }
    }
    return answer.toWire();
  }
}
