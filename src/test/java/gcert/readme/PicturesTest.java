package gcert.readme;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeDns;
import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.ServerIdentity;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The pictures of README.md are what gcert prints today, at servers of the test. What differs from
 * run to run is filled in: ports, addresses, fingerprints and the folder of the roots.
 *
 * <p>{@code -Dgcert.pictures.renew=true} draws them anew.
 */
final class PicturesTest {
  private static final Path FOLDER = Path.of("docs", "pictures");
  private static final Instant NOW = Instant.parse("2026-11-28T09:00:00Z");
  private static final int COLUMNS = 88;
  private static final String FINGERPRINT =
      "9afb3beb478a48315446cb43ee96f201c943c35007049a5b99712f5ec17eec0c";

  /** Short, so that lines are broken where they would be with the name that is shown. */
  private static final Path ROOTS = Path.of("target", "ca.pem");

  private final TestCertificate root =
      TestCertificate.root("Example Mail Root")
          .valid(NOW.minus(Duration.ofDays(900)), NOW.plus(Duration.ofDays(2700)))
          .mint();
  private final TestCertificate authority =
      TestCertificate.intermediate("Example CA 3")
          .valid(NOW.minus(Duration.ofDays(400)), NOW.plus(Duration.ofDays(1400)))
          .issuedBy(root)
          .mint();
  private final FakeDns dns = FakeDns.addresses("127.0.0.1");
  private final List<String> screen = new ArrayList<>();

  @BeforeEach
  void writeRoots() throws IOException {
    Files.createDirectories(ROOTS.getParent());
    root.writePem(ROOTS);
  }

  @AfterEach
  void closeServers() {
    dns.close();
  }

  @Test
  void theFirstIsOfFetching() throws Exception {
    Path file = Path.of("target", "mx.pem");
    Files.deleteIfExists(file);
    try (FakeMailServer server = server("mx.example.net", 63)) {
      type(server, "gcert", "fetch", "mx.example.net", "-o", file.toString());
      type(server, "gcert", "fetch", "mx.example.net", "-o", file.toString());
      int code = type(server, "gcert", "fetch", "--name", "mail.example.org", "mx.example.net");
      screen.add("$ echo $?");
      screen.add(Integer.toString(code));
    }
    assertCurrent(
        "fetch.svg", "gcert fetch keeps a file fresh, and says in one line why it prints nothing");
  }

  @Test
  void theSecondIsOfChecking() throws Exception {
    try (FakeMailServer server = server("mx1.example.net", 63)) {
      type(server, "gcert", "check", "mx1.example.net");
    }
    screen.add("");
    try (FakeMailServer server = server("mx2.example.net", 5)) {
      type(server, "gcert", "check", "--expires-within", "14d", "mx2.example.net");
    }
    assertCurrent("check.svg", "gcert check: the verdict, the reasons, the certificate, its path");
  }

  private FakeMailServer server(String name, int daysLeft) {
    TestCertificate leaf =
        TestCertificate.leaf(name)
            .valid(
                NOW.plus(Duration.ofDays(daysLeft)).minus(Duration.ofDays(90)),
                NOW.plus(Duration.ofDays(daysLeft)).plus(Duration.ofHours(7)))
            .issuedBy(authority)
            .mint();
    return FakeMailServer.smtp(ServerIdentity.of(leaf, authority));
  }

  /** Runs a command line as on a terminal in colour, and keeps what the screen shows. */
  private int type(FakeMailServer server, String... words) {
    Gcert.Outcome outcome =
        new Gcert()
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .environment("GCERT_RESOLVER", dns.resolver())
            .environment("GCERT_PORT", Integer.toString(server.port()))
            .environment("GCERT_ROOTS", ROOTS.toString())
            .environment("LC_ALL", "C.UTF-8")
            .environment("COLUMNS", Integer.toString(COLUMNS))
            .environment("CLICOLOR_FORCE", "1")
            .with(List.of(words).subList(1, words.length).toArray(String[]::new));
    screen.add("$ " + shown(String.join(" ", words), server));
    for (String text : List.of(outcome.text(), outcome.err())) {
      text.lines().map(line -> shown(line, server)).forEach(this::put);
    }
    return outcome.code();
  }

  /** A terminal breaks what is too long for it. */
  private void put(String line) {
    String rest = line;
    while (rest.length() > COLUMNS && !rest.contains("\u001b")) {
      screen.add(rest.substring(0, COLUMNS));
      rest = rest.substring(COLUMNS);
    }
    screen.add(rest);
  }

  private static String shown(String line, FakeMailServer server) {
    return line.replace(":" + server.port(), ":25")
        .replace("127.0.0.1", "192.0.2.25")
        .replaceAll("\\b[0-9a-f]{64}\\b", FINGERPRINT)
        .replace("target/", "");
  }

  private void assertCurrent(String name, String title) throws IOException {
    String picture = TerminalPicture.of(title, screen, COLUMNS);
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("gcert.pictures.renew")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, picture, StandardCharsets.UTF_8);
    }
    assertThat(Files.readString(file, StandardCharsets.UTF_8))
        .as("%s: draw it anew with -Dgcert.pictures.renew=true", file)
        .isEqualTo(picture);
  }
}
