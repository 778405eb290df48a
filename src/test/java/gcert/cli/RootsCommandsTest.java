package gcert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import gcert.cli.command.CommandLines;
import gcert.testing.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootsCommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

  @TempDir Path folder;

  private record Run(int code, String out, String err) {}

  @Test
  void listNamesEveryRootOfTheBundleAndItsAge() {
    Run run = run("roots", "list");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines()).hasSize(21);
    assertThat(run.out())
        .contains("GTS Root R4", "GlobalSign, GlobalSign Root CA - R3", "2036-06-22");
    assertThat(run.err()).isEqualTo("gcert: 21 roots, bundled, taken 2026-10-21\n");
  }

  @Test
  void everyRootStandsOnOneLineWithItsDateForAProgramThatReadsTheList() throws IOException {
    String name = "An Authority Whose Name And Key And Date Need Over 80 Columns";
    Path file = folder.resolve("wide.pem");
    Files.writeString(file, TestCertificate.root(name).mint().pem());

    assertThat(run("roots", "list", "--roots", file.toString()).out().lines())
        .singleElement()
        .asString()
        .contains(name)
        .matches(".*[0-9]{4}-[0-9]{2}-[0-9]{2}");
  }

  @Test
  void aRootHasOneNameWhateverElseIsShown() {
    assertThat(run("roots", "age", "--within", "900d").out())
        .contains("GlobalSign, GlobalSign Root CA - R3");
    assertThat(run("roots", "show", "GlobalSign Root CA - R3").out())
        .startsWith("GlobalSign, GlobalSign Root CA - R3 (bundled)");
  }

  @Test
  void aNumberAloneIsNotTakenForDays() {
    Run run = run("roots", "age", "--within", "14");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("--within", "14d");
  }

  @Test
  void listAsPemOrJsonIsForPrograms() {
    assertThat(run("roots", "list", "--format", "pem").out().lines())
        .filteredOn("-----BEGIN CERTIFICATE-----"::equals)
        .hasSize(21);
    assertThat(run("roots", "list", "--format", "json").out())
        .startsWith(
            "{\"schema\":\"gcert-roots/1\",\"source\":\"bundled\",\"taken\":\"2026-10-21\"");
  }

  @Test
  void showFindsRootsByNameAndByFingerprint() {
    assertThat(run("roots", "show", "gts root r4").out())
        .startsWith("GTS Root R4 (bundled)\n")
        .contains("349dfa4058c5e263123b398ae795573c4e1313c83fe68f93556cd5e8031b3c7d");
    assertThat(run("roots", "show", "34:9D:FA:40").out()).startsWith("GTS Root R4 (bundled)\n");
    assertThat(run("roots", "show", "nobody\u001b"))
        .isEqualTo(
            new Run(
                2,
                "",
                "gcert: no root is called 'nobody\\x1b'; 'gcert roots list' names them;"
                    + " try 'gcert roots show --help'\n"));
  }

  @Test
  void ageFailsWhenARootExpiresWithinTheTimeGiven() {
    assertThat(run("roots", "age"))
        .isEqualTo(
            new Run(
                0,
                "21 roots, bundled, taken 2026-10-21 (35 days ago)\nnone expires within 90 days\n",
                ""));
    Run soon = run("roots", "age", "--within", "900d");
    assertThat(soon.code()).isEqualTo(6);
    assertThat(soon.out())
        .contains("  GlobalSign, GlobalSign Root CA - R3  RSA 2048  2029-03-18\n");
  }

  @Test
  void diffTellsWhatAFileHasMoreOrLess() throws Exception {
    TestCertificate other = TestCertificate.root("New Root").around(NOW).mint();
    Path file = file("roots.pem", bundle() + other.pem());

    Run run = run("roots", "diff", file.toString());

    assertThat(run)
        .isEqualTo(new Run(7, "+ New Root  EC P-256  2036-11-22\n1 added, none removed\n", ""));
    assertThat(run("roots", "diff", file("same.pem", bundle()).toString()))
        .isEqualTo(new Run(0, "none added, none removed\n", ""));
    assertThat(run("roots", "diff", folder.resolve("missing").toString()).code()).isEqualTo(8);
  }

  @Test
  void updateFromAFileServesInPlaceOfTheBundleAndKeepsTheOneBefore() throws Exception {
    TestCertificate other = TestCertificate.root("New Root").around(NOW).mint();
    Path leaf =
        TestCertificate.leaf("mx.test")
            .around(NOW)
            .issuedBy(other)
            .mint()
            .writePem(folder.resolve("leaf.pem"));
    assertThat(run("roots", "which", "file:" + leaf).code()).isEqualTo(1);

    Run run = run("roots", "update", "--from", file("new.pem", bundle() + other.pem()).toString());

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("+ New Root  EC P-256  2036-11-22\n1 added, none removed\n");
    assertThat(run("roots", "age").out())
        .startsWith("22 roots, updated, taken 2026-11-25 (0 days ago)\n");
    assertThat(run("roots", "which", "file:" + leaf))
        .satisfies(which -> assertThat(which.code()).isZero())
        .satisfies(which -> assertThat(which.out()).contains("CN=New Root (updated, "));
    assertThat(run("roots", "which", "--roots", "builtin", "file:" + leaf).code()).isEqualTo(1);

    assertThat(run("roots", "update", "--from", file("old.pem", bundle()).toString()).out())
        .isEqualTo("- New Root  EC P-256  2036-11-22\nnone added, 1 removed\n");
    assertThat(folder.resolve("gcert/roots.pem.previous")).content().contains("New Root");
  }

  @Test
  void aCopyThatIsOlderThanTheProgramIsPassedOver() throws Exception {
    Path copy = Files.createDirectories(folder.resolve("gcert")).resolve("roots.pem");
    Files.writeString(copy, "# Taken: 2026-01-01\n" + TestCertificate.root().mint().pem());

    assertThat(run("roots", "age").out()).startsWith("21 roots, bundled, taken 2026-10-21");
  }

  @Test
  void aDamagedCopyIsToldWithWhatToDo() throws Exception {
    Path copy = Files.createDirectories(folder.resolve("gcert")).resolve("roots.pem");
    Files.writeString(copy, "# Taken: 2026-11-01\n-----BEGIN CERTIFICATE-----\n");

    Run run = run("roots", "list");

    assertThat(run.code()).isEqualTo(8);
    assertThat(run.err())
        .contains("roots.pem: line 2: the block has no end")
        .contains("'gcert roots update --roots builtin' to replace it");
    String whole = file("whole.pem", bundle()).toString();
    assertThat(run("roots", "update", "--roots", "builtin", "--from", whole).code()).isZero();
    assertThat(run("roots", "list").code()).isZero();
  }

  @Test
  void updateRefusesWhatIsNotASetOfRoots() throws Exception {
    TestCertificate root = TestCertificate.root().mint();
    TestCertificate leaf = TestCertificate.leaf("mx.test").issuedBy(root).mint();

    Run few = run("roots", "update", "--from", file("few.pem", root.pem()).toString());
    Run mixed = run("roots", "update", "--from", file("m.pem", bundle() + leaf.pem()).toString());

    assertThat(few.code()).isEqualTo(8);
    assertThat(few.err()).contains("not plausible: of the 21 roots in use it would leave 1");
    assertThat(mixed.code()).isEqualTo(8);
    assertThat(mixed.err()).contains("not a set of roots: CN=mx.test is not a root");
    assertThat(folder.resolve("gcert")).doesNotExist();
  }

  @Test
  void updateDownloadsOnlyFromAServerThatTheRootsVouchFor() throws Exception {
    TestCertificate root = TestCertificate.root().mint();
    TestCertificate site = TestCertificate.leaf("localhost").ip("127.0.0.1").issuedBy(root).mint();
    String trusted = root.writePem(folder.resolve("site-root.pem")).toString();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(site.sslContext()));
    server.createContext(
        "/",
        exchange -> {
          boolean found = exchange.getRequestURI().getPath().equals("/roots.pem");
          byte[] body = (bundle() + root.pem()).getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(found ? 200 : 404, found ? body.length : -1);
          if (found) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    try {
      String url = "https://127.0.0.1:" + server.getAddress().getPort();

      assertThat(run("roots", "update", "--url", url + "/roots.pem").code()).isEqualTo(5);
      Run missing = run("roots", "update", "--url", url + "/", "--roots", trusted);
      assertThat(missing.code()).isEqualTo(3);
      assertThat(missing.err()).contains("the server answers with status 404");
      assertThat(folder.resolve("gcert")).doesNotExist();
      Run good = run("roots", "update", "--url", url + "/roots.pem", "--roots", trusted);
      assertThat(good.code()).isZero();
      assertThat(good.out()).endsWith("21 added, none removed\n");
    } finally {
      server.stop(0);
    }
    assertThat(run("roots", "update", "--url", "http://pki.goog/roots.pem").code()).isEqualTo(2);
  }

  @Test
  void aFamilyOfCommandsNamesItsMembers() {
    assertThat(run("roots").err())
        .isEqualTo(
            "gcert: roots needs one of list, show, age, diff, update, which;"
                + " try 'gcert roots --help'\n");
    assertThat(run("roots", "lst").code()).isEqualTo(2);
    assertThat(run("roots", "--help").out()).contains("list", "which");
    assertThat(run("roots", "age", "--help").out()).contains("--within");
    assertThat(
            List.copyOf(
                CommandLines.toRun("roots", "age")
                    .getSubcommands()
                    .get("roots")
                    .getSubcommands()
                    .keySet()))
        .containsExactly("age");
  }

  private String bundle() {
    return run("roots", "list", "--roots", "builtin", "--format", "pem").out();
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            arguments,
            InputStream.nullInputStream(),
            out,
            err,
            Map.of("XDG_DATA_HOME", folder.toString(), "LANG", "C.UTF-8"),
            Clock.fixed(NOW, ZoneOffset.UTC));
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
