package gcert.run;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeDns;
import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.MailProtocol;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Mail domains in place of servers: {@code --mx} and {@code --srv}, and all addresses. */
final class DiscoveryTest {
  private final TestCertificate root = TestCertificate.root().mint();
  private final TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(root).mint();

  @TempDir private Path folder;
  private String roots = "";

  @BeforeEach
  void writeRoot() {
    roots = root.writePem(folder.resolve("root.pem")).toString();
  }

  @Test
  void theServersOfSrvRecordsAreVisitedByTheirProtocolsImplicitTlsFirst() throws IOException {
    try (FakeMailServer smtp = server(MailProtocol.SMTP);
        FakeMailServer imap = server(MailProtocol.IMAP);
        FakeDns dns =
            zone(
                Map.of(
                    "_imap._tcp.example.test.", srv("_imap._tcp.example.test.", imap.port()),
                    "_submission._tcp.example.test.",
                        srv("_submission._tcp.example.test.", smtp.port())))) {
      Gcert.Outcome outcome =
          Gcert.run(
              "check", "--srv", "--roots", roots, "--resolver", dns.resolver(), "example.test");

      assertThat(outcome.code()).as(outcome.text()).isZero();
      assertThat(outcome.text().lines().filter(line -> line.startsWith("OK")))
          .satisfiesExactly(
              line -> assertThat(line).startsWith("OK  mx.test:" + smtp.port()),
              line -> assertThat(line).startsWith("OK  mx.test:" + imap.port()));
    }
  }

  @Test
  void aSchemeAsksForThatServiceAlone() throws IOException {
    try (FakeMailServer imap = server(MailProtocol.IMAP);
        FakeDns dns =
            zone(
                Map.of(
                    "_imap._tcp.example.test.", srv("_imap._tcp.example.test.", imap.port()),
                    "_imaps._tcp.example.test.", none("_imaps._tcp.example.test.")))) {
      String[] options = {"check", "--srv", "--roots", roots, "--resolver", dns.resolver()};

      assertThat(Gcert.run(with(options, "imap://example.test")).code()).isZero();
      Gcert.Outcome denied = Gcert.run(with(options, "imaps://example.test"));
      assertThat(denied.code()).isEqualTo(3);
      assertThat(denied.text()).contains("does not have _imaps._tcp");
      assertThat(Gcert.run(with(options, "lmtp://example.test")).text())
          .contains("no SRV records are defined for lmtp");
      assertThat(Gcert.run(with(options, "192.0.2.1")).text()).contains("--srv takes mail domains");
    }
  }

  @Test
  void aDomainThatTakesNoMailIsUnknownToNagiosAndNotCritical() throws IOException {
    Name domain = Name.fromString("example.test.");
    Record nullMx = new MXRecord(domain, DClass.IN, 60, 0, Name.root);
    try (FakeDns dns = zone(Map.of("example.test.", nullMx))) {
      Gcert.Outcome outcome =
          Gcert.run(
              "check", "--mx", "--format=nagios", "--resolver", dns.resolver(), "example.test");

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.text()).startsWith("GCERT UNKNOWN").contains("takes no mail");
      assertThat(Gcert.run("check", "--mx", "--resolver", dns.resolver(), "example.test").code())
          .isEqualTo(3);
    }
  }

  @Test
  void whoVisitsAllAddressesIsToldOfThoseThatMayBeMissing() throws IOException {
    try (FakeMailServer server = server(MailProtocol.SMTP);
        FakeDns dns =
            FakeDns.by(
                question ->
                    question.getQuestion().getType() == Type.AAAA
                        ? Optional.of(refusal(question))
                        : Optional.of(answer(question, address("mx.test."))))) {
      Gcert.Outcome outcome =
          Gcert.run(
              "check",
              "--all-addresses",
              "--roots",
              roots,
              "--resolver",
              dns.resolver(),
              "mx.test:" + server.port());

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.text())
          .contains("OK  mx.test:" + server.port(), "ERROR", "mx.test AAAA: the name server");
    }
  }

  private FakeMailServer server(MailProtocol protocol) {
    return FakeMailServer.speaking(protocol).as(leaf.identity()).start();
  }

  private static String[] with(String[] options, String target) {
    String[] all = Arrays.copyOf(options, options.length + 1);
    all[options.length] = target;
    return all;
  }

  /** A server that has these records, and the address of mx.test. */
  private static FakeDns zone(Map<String, Record> records) {
    return FakeDns.by(
        question -> {
          Record asked = question.getQuestion();
          Record found = records.get(asked.getName().toString());
          if (asked.getName().toString().equals("mx.test.")) {
            found = address("mx.test.");
          }
          return Optional.of(
              found != null && found.getType() == asked.getType()
                  ? answer(question, found)
                  : answer(question));
        });
  }

  private static Record srv(String name, int port) throws IOException {
    return new SRVRecord(
        Name.fromString(name), DClass.IN, 60, 0, 0, port, Name.fromString("mx.test."));
  }

  private static Record none(String name) throws IOException {
    return new SRVRecord(Name.fromString(name), DClass.IN, 60, 0, 0, 0, Name.root);
  }

  private static Record address(String name) throws IOException {
    return new ARecord(Name.fromString(name), DClass.IN, 60, InetAddress.getByName("127.0.0.1"));
  }

  private static byte[] refusal(Message question) {
    Message answer = FakeDns.emptyAnswer(question);
    answer.getHeader().setRcode(Rcode.SERVFAIL);
    return answer.toWire();
  }

  private static byte[] answer(Message question, Record... records) {
    Message answer = FakeDns.emptyAnswer(question);
    for (Record record : List.of(records)) {
      answer.addRecord(record, Section.ANSWER);
    }
    return answer.toWire();
  }
}
