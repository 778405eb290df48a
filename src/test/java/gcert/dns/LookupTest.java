package gcert.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gcert.net.Loopback;
import gcert.target.Host;
import gcert.testing.FakeDns;
import gcert.trace.ExchangeLog;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Name servers as they are: silent on some questions, old, slow, or hostile. */
final class LookupTest {
  private static final Host.Name NAME = new Host.Name("mx.test");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(400);

  @Test
  void aServerThatIsSilentOnAaaaIsNotWaitedFor() throws Exception {
    try (FakeDns dns = FakeDns.by(question -> ofType(question, Type.A))) {
      long begin = System.nanoTime();

      List<InetAddress> found = new DnsLookup(dns.address()).addresses(NAME, LONG);

      assertThat(found).containsExactly(InetAddress.getByName("192.0.2.1"));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void whoWantsAllAddressesLearnsThatSomeMayBeMissing() throws Exception {
    try (FakeDns dns = FakeDns.by(question -> ofType(question, Type.A))) {
      AddressLookup.Whole whole =
          new DnsLookup(dns.address()).allAddresses(NAME, SHORT, ExchangeLog.SILENT);

      assertThat(whole.found()).containsExactly(InetAddress.getByName("192.0.2.1"));
      assertThat(whole.missing())
          .hasValueSatisfying(
              e ->
                  assertThat(e)
                      .hasMessageStartingWith("mx.test AAAA: the name server 127.0.0.1:")
                      .hasMessageEndingWith("gave no answer in time"));
    }
  }

  @Test
  void aServerThatDoesNotUnderstandEdnsIsAskedWithout() throws Exception {
    for (int code : new int[] {Rcode.FORMERR, Rcode.NOTIMP}) {
      try (FakeDns dns =
          FakeDns.by(
              question -> question.getOPT() == null ? any(question) : failed(question, code))) {
        assertThat(new DnsLookup(dns.address()).addresses(NAME, LONG)).isNotEmpty();
      }
    }
  }

  @Test
  void aServerThatAnswersFormerrToEverythingIsNamed() {
    try (FakeDns dns = FakeDns.answering(Rcode.FORMERR)) {
      assertThatThrownBy(() -> new DnsLookup(dns.address()).addresses(NAME, LONG))
          .isInstanceOf(LookupException.class)
          .hasMessage("the name server " + dns.resolver() + " answers FORMERR");
    }
  }

  @Test
  void aQuestionOrAnAnswerThatIsLostIsAskedAgain() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    try (FakeDns dns =
        FakeDns.by(question -> heard.incrementAndGet() <= 2 ? Optional.empty() : any(question))) {
      assertThat(new DnsLookup(dns.address()).addresses(NAME, LONG)).hasSize(2);
    }
  }

  @Test
  void answersToOtherQuestionsAreNotBelieved() {
    try (FakeDns dns =
        FakeDns.by(
            question -> {
              Message answer = new Message(any(question).orElseThrow());
              answer.getHeader().setID(question.getHeader().getID() ^ 1);
              return Optional.of(answer.toWire());
            })) {
      assertThat(reason(dns.address(), SHORT)).isEqualTo(LookupException.Reason.TIMED_OUT);
    }
  }

  @Test
  void recordsOfOtherNamesInAnAnswerAreNotBelieved() {
    try (FakeDns dns =
        FakeDns.by(
            question -> {
              Message answer = FakeDns.emptyAnswer(question);
              answer.addRecord(address(Name.fromString("other.test."), Type.A), Section.ANSWER);
              return Optional.of(answer.toWire());
            })) {
      assertThat(reason(dns.address(), LONG)).isEqualTo(LookupException.Reason.NO_RECORDS);
    }
  }

  @Test
  void anAliasIsFollowedWhereTheAnswerEndsWithIt() throws Exception {
    try (FakeDns dns =
        FakeDns.by(
            question -> {
              Name asked = question.getQuestion().getName();
              Name target = Name.fromString("target.test.");
              if (asked.equals(target)) {
                return any(question);
              }
              Message answer = FakeDns.emptyAnswer(question);
              answer.addRecord(new CNAMERecord(asked, DClass.IN, 60, target), Section.ANSWER);
              return Optional.of(answer.toWire());
            })) {
      assertThat(new DnsLookup(dns.address()).addresses(NAME, LONG)).hasSize(2);
    }
  }

  @Test
  void aliasesInARingLeadNowhere() {
    try (FakeDns dns =
        FakeDns.by(
            question -> {
              Name asked = question.getQuestion().getName();
              Name next =
                  Name.fromString(asked.toString().startsWith("a.") ? "b.test." : "a.test.");
              Message answer = FakeDns.emptyAnswer(question);
              answer.addRecord(new CNAMERecord(asked, DClass.IN, 60, next), Section.ANSWER);
              return Optional.of(answer.toWire());
            })) {
      assertThatThrownBy(() -> new DnsLookup(dns.address()).addresses(NAME, LONG))
          .hasMessage("the name's aliases (CNAME) lead nowhere");
    }
  }

  @Test
  void anAliasOfANameThatDoesNotExistIsToldFromAMistypedName() {
    try (FakeDns dns =
        FakeDns.by(
            question -> {
              Message answer = FakeDns.emptyAnswer(question);
              answer.getHeader().setRcode(Rcode.NXDOMAIN);
              Name asked = question.getQuestion().getName();
              Name gone = Name.fromString("gone.test.");
              answer.addRecord(new CNAMERecord(asked, DClass.IN, 60, gone), Section.ANSWER);
              return Optional.of(answer.toWire());
            })) {
      assertThatThrownBy(() -> new DnsLookup(dns.address()).addresses(NAME, LONG))
          .hasMessageStartingWith("the name is an alias of gone.test, which does not exist");
    }
  }

  @Test
  void thousandsOfMailHostsAreTakenByConnection() throws Exception {
    try (Loopback stream = new Loopback(LookupTest::answerManyHosts);
        DatagramSocket datagrams = truncating(stream.address())) {
      List<String> hosts = MailLookup.of(stream.address()).hosts(NAME, LONG, ExchangeLog.SILENT);

      assertThat(hosts).hasSize(64).startsWith("h0.test", "h1.test");
      assertThat(datagrams.isClosed()).isFalse();
    }
  }

  @Test
  void anAnswerByConnectionThatNeverEndsDoesNotOutlastTheLimit() throws Exception {
    assertTimesOut(
        socket -> {
          while (true) {
            socket.getOutputStream().write(new byte[] {(byte) 0xff});
            socket.getOutputStream().flush();
            socket.setSoTimeout(20);
            pause(socket);
          }
        });
  }

  @Test
  void answersByConnectionToOtherQuestionsForEverDoNotOutlastTheLimit() throws Exception {
    assertTimesOut(
        socket -> {
          byte[] octets = new byte[2 + 12];
          octets[1] = 12;
          while (true) {
            socket.getOutputStream().write(octets);
          }
        });
  }

  @Test
  void anAnswerThatIsThereIsUsedWhileTheOtherHangsInAConnection() throws Exception {
    try (Loopback stream = new Loopback(socket -> socket.getInputStream().readAllBytes());
        DatagramSocket datagrams = new DatagramSocket(stream.address())) {
      serve(
          datagrams,
          question ->
              question.getQuestion().getType() == Type.AAAA ? cutShort(question) : any(question));

      assertThat(new DnsLookup(stream.address()).addresses(NAME, LONG))
          .containsExactly(InetAddress.getByName("192.0.2.1"));
    }
  }

  @Test
  void ofSeveralServersTheNextIsAskedWhereOneDoesNotAnswer() throws Exception {
    Name name = Name.fromString("mx.test.");
    try (FakeDns silent = FakeDns.silent();
        FakeDns refusing = FakeDns.answering(Rcode.REFUSED);
        FakeDns good = FakeDns.by(LookupTest::any)) {
      NameServers servers =
          new NameServers(
              List.of(Loopback.closedPort(), silent.address(), refusing.address(), good.address()));

      assertThat(servers.records(name, Type.A, "address", LONG, ExchangeLog.SILENT)).hasSize(1);
    }
  }

  @Test
  void eachQuestionIsPutToEachServerBeforeItIsGivenUp() throws Exception {
    try (FakeDns refusing = FakeDns.answering(Rcode.REFUSED);
        FakeDns good = FakeDns.by(LookupTest::any)) {
      Name name = Name.fromString("mx.test.");
      Question four = new Question(name, Type.A, "address");
      Question six = new Question(name, Type.AAAA, "address");

      new NameServers(List.of(refusing.address(), good.address()))
          .settle(List.of(four, six), LONG, LONG, ExchangeLog.SILENT);

      assertThat(four.records()).hasSize(1);
      assertThat(six.records()).hasSize(1);
    }
  }

  @Test
  void whereEveryServerRefusesTheLastIsTold() throws Exception {
    try (FakeDns one = FakeDns.answering(Rcode.REFUSED);
        FakeDns other = FakeDns.answering(Rcode.SERVFAIL)) {
      NameServers servers = new NameServers(List.of(one.address(), other.address()));
      Name name = Name.fromString("mx.test.");

      assertThatThrownBy(() -> servers.records(name, Type.A, "address", LONG, ExchangeLog.SILENT))
          .hasMessage("the name server " + other.resolver() + " could not answer (SERVFAIL)");
    }
  }

  @Test
  void nobodyWhoListensIsToldSo() throws IOException {
    InetSocketAddress closed = Loopback.closedPort();

    assertThatThrownBy(() -> new DnsLookup(closed).addresses(NAME, LONG))
        .hasMessage("the name server 127.0.0.1:" + closed.getPort() + " cannot be reached");
  }

  @Test
  void localhostIsThisMachineWhateverAServerSays() throws Exception {
    try (FakeDns dns = FakeDns.answering(Rcode.NXDOMAIN)) {
      assertThat(new DnsLookup(dns.address()).addresses(new Host.Name("localhost"), LONG))
          .containsExactly(InetAddress.getByName("127.0.0.1"));
    }
  }

  @Test
  void aNameOfOneLabelMayLackItsDomain() {
    try (FakeDns dns = FakeDns.answering(Rcode.NXDOMAIN)) {
      LookupException failure =
          catchThrowableOfType(
              LookupException.class,
              () -> new DnsLookup(dns.address()).addresses(new Host.Name("mail"), LONG));

      assertThat(failure.failure().hint())
          .hasValueSatisfying(hint -> assertThat(hint).startsWith("write the name in full"));
    }
  }

  private static LookupException.Reason reason(InetSocketAddress server, Duration limit) {
    LookupException failure =
        catchThrowableOfType(
            LookupException.class, () -> new DnsLookup(server).addresses(NAME, limit));
    return failure.reason();
  }

  private static void assertTimesOut(Loopback.Script service) throws Exception {
    try (Loopback stream = new Loopback(service);
        DatagramSocket datagrams = truncating(stream.address())) {
      long begin = System.nanoTime();

      assertThat(reason(stream.address(), SHORT)).isEqualTo(LookupException.Reason.TIMED_OUT);

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
      assertThat(datagrams.isClosed()).isFalse();
    }
  }

  /** Waits a little for the client, or for its end. */
  private static void pause(Socket socket) throws IOException {
    try {
      if (socket.getInputStream().read(new byte[512]) < 0) {
        throw new IOException("the client has left");
      }
    } catch (java.net.SocketTimeoutException e) {
      return;
    }
  }

  private static DatagramSocket truncating(InetSocketAddress address) throws IOException {
    DatagramSocket socket = new DatagramSocket(address);
    serve(socket, LookupTest::cutShort);
    return socket;
  }

  private static void serve(DatagramSocket socket, FakeDns.Answering answering) {
    Thread thread =
        new Thread(
            () -> {
              byte[] buffer = new byte[4096];
              try {
                while (true) {
                  DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                  socket.receive(packet);
                  byte[] octets = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
                  byte[] answer = answering.answer(new Message(octets)).orElse(new byte[0]);
                  socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
              } catch (IOException e) {
                // The test is over.
              }
            },
            "fake-dns");
    thread.setDaemon(true);
    thread.start();
  }

  private static void answerManyHosts(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    Message question = new Message(in.readNBytes(in.readUnsignedShort()));
    Message answer = FakeDns.emptyAnswer(question);
    Name asked = question.getQuestion().getName();
    for (int i = 0; i < 2500; i++) {
      answer.addRecord(
          new MXRecord(asked, DClass.IN, 60, i, Name.fromString("h" + i + ".test.")),
          Section.ANSWER);
    }
    byte[] octets = answer.toWire(0xffff);
    byte[] framed = new byte[2 + octets.length];
    framed[0] = (byte) (octets.length >> 8);
    framed[1] = (byte) octets.length;
    System.arraycopy(octets, 0, framed, 2, octets.length);
    socket.getOutputStream().write(framed);
  }

  private static Optional<byte[]> cutShort(Message question) {
    Message answer = FakeDns.emptyAnswer(question);
    answer.getHeader().setFlag(Flags.TC);
    return Optional.of(answer.toWire());
  }

  private static Optional<byte[]> failed(Message question, int code) {
    Message answer = FakeDns.emptyAnswer(question);
    answer.getHeader().setRcode(code);
    return Optional.of(answer.toWire());
  }

  private static Optional<byte[]> ofType(Message question, int type) throws IOException {
    return question.getQuestion().getType() == type ? any(question) : Optional.empty();
  }

  private static Optional<byte[]> any(Message question) throws IOException {
    Message answer = FakeDns.emptyAnswer(question);
    Record asked = question.getQuestion();
    answer.addRecord(address(asked.getName(), asked.getType()), Section.ANSWER);
    return Optional.of(answer.toWire());
  }

  private static Record address(Name name, int type) throws IOException {
    return type == Type.A
        ? new ARecord(name, DClass.IN, 60, InetAddress.getByName("192.0.2.1"))
        : new AAAARecord(name, DClass.IN, 60, InetAddress.getByName("2001:db8::1"));
  }
}
