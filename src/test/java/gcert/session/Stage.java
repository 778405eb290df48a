package gcert.session;

import gcert.testing.FakeMailServer;
import gcert.testing.Fault;
import gcert.testing.MailProtocol;
import gcert.testing.Moment;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers and files of one session. */
final class Stage implements AutoCloseable {
  private static final TestCertificate ROOT = TestCertificate.root("Example Root").mint();
  private static final TestCertificate GOOD =
      TestCertificate.leaf("mx.example.net").issuedBy(ROOT).mint();
  private static final TestCertificate RENEWED =
      TestCertificate.leaf("mx.example.net").issuedBy(ROOT).freshKey().mint();
  private static final TestCertificate EXPIRED =
      TestCertificate.leaf("mx.example.net").issuedBy(ROOT).expiredDays(3).mint();

  private static final TestCertificate OTHER =
      TestCertificate.leaf("mail.example.org").issuedBy(ROOT).mint();

  private final Path folder;
  private final Map<String, FakeMailServer> servers = new LinkedHashMap<>();

  Stage(Path folder) {
    this.folder = folder;
    ROOT.writePem(folder.resolve("roots.pem"));
    for (String kind : List.of("good", "renewed", "expired", "other")) {
      certificate(kind).writePem(folder.resolve(kind + ".pem"));
    }
  }

  /** Starts a server of a kind under a name. */
  void serve(String name, String kind) {
    FakeMailServer.Builder builder =
        FakeMailServer.speaking(MailProtocol.SMTP).as(ServerIdentity.of(certificate(kind), ROOT));
    switch (kind) {
      case "plain" -> builder.at(Moment.HELLO, Fault.say("250 mx.example.net\r\n"));
      case "busy" -> builder.at(Moment.GREETING, Fault.lastWords("421 4.7.0 too busy\r\n"));
      case "refusing" -> builder.at(Moment.GREETING, Fault.lastWords("554 5.7.1 go away\r\n"));
      case "injecting" -> builder.at(Moment.UPGRADE, Fault.append("250 ok\r\n"));
      case "alerting" -> builder.at(Moment.HANDSHAKE, Fault.alert(40));
      case "hostile" -> builder.at(Moment.GREETING, Fault.lastWords("554 \33[2J\7bye\r\n"));
      default -> certificate(kind);
    }
    servers.put(name, builder.start());
  }

  /** A word with {@code {NAME}} filled in: a server's place, or {@code {dir}}. */
  String filled(String word) {
    String text = word.replace("{dir}", folder.toString());
    for (Map.Entry<String, FakeMailServer> server : servers.entrySet()) {
      text = text.replace("{" + server.getKey() + "}", server.getValue().hostAndPort());
    }
    return text;
  }

  String content(String file) {
    try {
      return Files.exists(folder.resolve(file)) ? Files.readString(folder.resolve(file)) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file is to hold: a certificate as PEM, or nothing, for one that is not there. */
  String held(String kind) {
    return kind.equals("nothing") ? "" : certificate(kind).pem();
  }

  @Override
  public void close() {
    servers.values().forEach(FakeMailServer::close);
  }

  private static TestCertificate certificate(String kind) {
    return switch (kind) {
      case "renewed" -> RENEWED;
      case "expired" -> EXPIRED;
      case "other" -> OTHER;
      default -> GOOD;
    };
  }
}
