package gcert.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import gcert.net.Loopback;
import gcert.target.Host;
import gcert.testing.FakeDns;
import gcert.testing.Mutation;
import gcert.trace.ExchangeLog;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Whatever octets a name server answers with, a look-up gives addresses or hosts, or says in one
 * clause why there are none; and it does so within its limit.
 */
class AnswerFuzzTest {
  private static final Duration LIMIT = Duration.ofMillis(600);

  /** What a busy machine may add to the limit. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Host.Name NAME = new Host.Name("mx.test");

  /** Messages begin with the identifier, by which an answer belongs to its question. */
  private static final int IDENTIFIER = 2;

  private interface LookUp {
    List<?> run() throws LookupException;
  }

  @Test
  void changedAnswersByDatagram() throws Exception {
    Mutation mutation = new Mutation(new Random(1035));
    try (FakeDns dns =
        FakeDns.by(
            question -> Optional.of(mutation.of(goodAnswer(question).toWire(), IDENTIFIER)))) {
      lookUpMany(dns.address(), 300);
    }
  }

  @Test
  void answersToAnotherQuestion() throws Exception {
    Mutation mutation = new Mutation(new Random(5452));
    try (FakeDns dns =
        FakeDns.by(question -> Optional.of(mutation.of(goodAnswer(question).toWire())))) {
      lookUpMany(dns.address(), 60);
    }
  }

  @Test
  void octetsThatAreNoMessage() throws Exception {
    Random random = new Random(768);
    try (FakeDns dns =
        FakeDns.by(
            question -> {
              byte[] octets = new byte[random.nextInt(600)];
              random.nextBytes(octets);
              byte[] asked = question.toWire();
              System.arraycopy(asked, 0, octets, 0, Math.min(octets.length, random.nextInt(13)));
              return Optional.of(octets);
            })) {
      lookUpMany(dns.address(), 100);
    }
  }

  @Test
  void changedAnswersByConnection() throws Exception {
    Mutation mutation = new Mutation(new Random(7766));
    try (Loopback byConnection = new Loopback(socket -> answerAll(socket, mutation));
        DatagramSocket byDatagram = new DatagramSocket(byConnection.address())) {
      Thread thread = new Thread(() -> cutShort(byDatagram), "fake-dns");
      thread.setDaemon(true);
      thread.start();
      lookUpMany(byConnection.address(), 100);
    }
  }

  /** Answers every question of a connection, by the length that stands before each (RFC 7766). */
  private static void answerAll(Socket socket, Mutation mutation) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    while (true) {
      byte[] question = in.readNBytes(in.readUnsignedShort());
      byte[] answer = goodAnswer(new Message(question)).toWire();
      byte[] framed = new byte[2 + answer.length];
      framed[0] = (byte) (answer.length >> 8);
      framed[1] = (byte) answer.length;
      System.arraycopy(answer, 0, framed, 2, answer.length);
      synchronized (mutation) {
        framed = mutation.of(framed);
      }
      socket.getOutputStream().write(framed);
    }
  }

  /** Answers that there is more than a datagram holds. */
  private static void cutShort(DatagramSocket socket) {
    byte[] buffer = new byte[512];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        Message answer = FakeDns.emptyAnswer(new Message(packet.getData()));
        answer.getHeader().setFlag(Flags.TC);
        byte[] octets = answer.toWire();
        socket.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // The server was closed.
    }
  }

  private static void lookUpMany(InetSocketAddress server, int count) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        LookUp lookUp =
            i % 2 == 0
                ? () -> new DnsLookup(server).addresses(NAME, LIMIT)
                : () -> MailLookup.of(server).hosts(NAME, LIMIT, ExchangeLog.SILENT);
        all.add(workers.submit(() -> assertInOrder(lookUp)));
      }
      for (Future<?> one : all) {
        assertThatCode(one::get).doesNotThrowAnyException();
      }
    } finally {
      workers.shutdownNow();
    }
    assertStillWorks();
  }

  private static void assertInOrder(LookUp lookUp) {
    long start = System.nanoTime();
    try {
      assertThat(lookUp.run()).isNotEmpty().hasSizeLessThan(1000);
    } catch (LookupException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(300).matches("[ -~]*");
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(took).isLessThan(LIMIT.plus(PATIENCE));
  }

  /** The threads that the resolver shares among all look-ups have survived. */
  private static void assertStillWorks() throws Exception {
    try (FakeDns dns = FakeDns.addresses("192.0.2.1")) {
      assertThat(new DnsLookup(dns.address()).addresses(NAME, PATIENCE))
          .containsExactly(InetAddress.getByName("192.0.2.1"));
    }
  }

  /** An alias and what it leads to, with names compressed as name servers do. */
  private static Message goodAnswer(Message question) throws IOException {
    Record asked = question.getQuestion();
    Name alias = Name.fromString("mail.example.test.");
    Message answer = FakeDns.emptyAnswer(question);
    answer.addRecord(new CNAMERecord(asked.getName(), DClass.IN, 60, alias), Section.ANSWER);
    for (int i = 1; i <= 3; i++) {
      answer.addRecord(record(asked.getType(), alias, i), Section.ANSWER);
    }
    return answer;
  }

  private static Record record(int type, Name name, int number) throws IOException {
    return switch (type) {
      case Type.A -> new ARecord(name, DClass.IN, 60, InetAddress.getByName("192.0.2." + number));
      case Type.AAAA ->
          new AAAARecord(name, DClass.IN, 60, InetAddress.getByName("2001:db8::" + number));
      default ->
          new MXRecord(name, DClass.IN, 60, number, Name.fromString("mx" + number + ".test."));
    };
  }
}
