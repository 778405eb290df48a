package gcert.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import gcert.http.HttpServer;
import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.Mutation;
import gcert.testing.ServerIdentity;
import gcert.testing.SignedDns;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Chains with something changed, in files and shown by a server, through the command lines of every
 * command in every format: each ends with an exit code of the contract, gets no control character
 * onto a screen, and reports the sound server or file beside the odd one. The same chains each
 * time; {@code -Dgcert.fuzz=100000} tries more, {@code -Dgcert.fuzz.seed=7} others.
 */
class EveryCommandFuzzIT {
  private static final int COUNT = Mutation.rounds(1_000) / 4;
  private static final int COMMANDS_FOR_EACH = 4;
  private static final int CHAINS_FOR_EACH_SERVER = 50;
  private static final Set<Integer> CONTRACT = Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 75);

  /** What stands in braces is filled in; the formats that are octets are at the end. */
  private static final List<String> COMMANDS =
      List.of(
          "check --format text {odd-file} {good-file}",
          "check --format json {odd} {good}",
          "check --format nagios {odd} {good}",
          "check --format prometheus {odd} {good}",
          "check --format junit {odd-file} {good-file}",
          "check --format table --sort days {odd} {good}",
          "check --format csv --strict {odd} {good}",
          "check --format html {odd} {good}",
          "check --format ics {odd-file} {good-file}",
          "check --format text -v --auth all {odd} {good}",
          "check --revocation soft --fetch-issuers {odd} {good}",
          "check --dane --format json --resolver {dns} --dnssec-anchor {anchor} {host} {good}",
          "show --format text {odd} {good}",
          "show --format json {odd-file} {good-file}",
          "show --format pem {odd-file} {good-file}",
          "fetch -k --format pem --chain --labels {odd} {good}",
          "fetch -k --format text {odd} {good}",
          "fetch -k --format json {odd} {good}",
          "fetch -k --format tlsa {odd} {good}",
          "fetch -k --format postfix {odd} {good}",
          "fetch -k --format fingerprint --labels {odd} {good}",
          "diff {odd-file} {good-file}",
          "diff --json {good} {odd}",
          "watch --state {state} {odd} {good}",
          "watch --json --pins {pins} --state {state} {odd} {good}",
          "watch --status --state {state} {odd} {good}",
          "watch --history --state {state} {odd} {good}",
          "watch --history --format html --state {state} {odd} {good}",
          "peek --format text {odd} {good}",
          "peek --format json {odd} {good}",
          "peek --format pem {odd} {good}",
          "policy --resolver {dns} --dnssec-anchor {anchor} --port {port} --connect-to {web} fuzz.test",
          "policy --json --resolver {dns} --dnssec-anchor {anchor} --port {port} --connect-to {web} fuzz.test",
          "policy --format nagios --resolver {dns} --dnssec-anchor {anchor} --port {port} fuzz.test",
          "ready --state {state} --resolver {dns} --dnssec-anchor {anchor} {odd-path} {host}",
          "ready --state {state} --plan --json --resolver {dns} --dnssec-anchor {anchor} {good-path} {host}",
          "ready --state {state} --format nagios --resolver {dns} --dnssec-anchor {anchor} {odd-path} {host}",
          "deployed {odd-path} {good} {odd}",
          "deployed --json {good-path} {odd} {good}",
          "deployed --format nagios {odd-path} {odd}",
          "roots list --roots {odd-path}",
          "roots show --roots {odd-path} mx",
          "roots which --roots {odd-path} {odd-file} {good-file}",
          "roots diff {odd-path}",
          "probe --format text {odd}",
          "probe --json {odd}",
          "fetch -k --format der {odd}",
          "fetch -k --format pkcs12 --chain {odd}",
          "fetch -k --format jks {odd}");

  private static final TestCertificate ROOT = TestCertificate.root("Fuzz Root").mint();
  private static final TestCertificate CA =
      TestCertificate.intermediate("Fuzz CA").issuedBy(ROOT).policies("1.2.3").mint();
  private static final TestCertificate LEAF =
      TestCertificate.leaf("mx.fuzz.test", "*.mx.fuzz.test")
          .issuedBy(CA)
          .subject("CN=mx.fuzz.test,O=Zürich,C=CH")
          .ip("127.0.0.1")
          .mint();

  @TempDir private static Path folder;
  private static SignedDns dns;

  private final Random random = Mutation.random(20261128);
  private final Mutation mutation = new Mutation(random);
  private final JsonFactory json = new JsonFactory();

  @BeforeAll
  static void start() throws IOException {
    dns = SignedDns.start();
    Files.writeString(folder.resolve("anchor"), dns.anchor());
    ROOT.writePem(folder.resolve("roots.pem"));
    Files.writeString(folder.resolve("good.pem"), TestCertificate.pems(List.of(LEAF, CA)));
  }

  @AfterAll
  static void stop() {
    dns.close();
  }

  @Test
  void everyChainEndsInAReport() throws IOException {
    ServerIdentity sound = ServerIdentity.of(LEAF, CA);
    write(List.of(LEAF.der(), CA.der()));
    for (int i = 0; i < COUNT; i += CHAINS_FOR_EACH_SERVER) {
      try (FakeMailServer good = FakeMailServer.smtp(sound);
          FakeMailServer odd = FakeMailServer.smtp(sound);
          HttpServer web = HttpServer.secure(sound, policy())) {
        dns.zone(
            "fuzz.test.",
            SignedDns.Damage.NONE,
            "@ 300 IN MX 10 mx",
            "mx 300 IN A 127.0.0.1",
            "_mta-sts 300 IN TXT \"v=STSv1\\; id=a\"",
            "_" + odd.port() + "._tcp.mx 300 IN TLSA " + record());
        Servers servers = new Servers(odd, good, web);
        remove(folder.resolve("state"));
        run("watch --state {state} {odd} {good}", servers);
        for (int j = 0; j < CHAINS_FOR_EACH_SERVER; j++) {
          List<byte[]> chain = new ArrayList<>(List.of(LEAF.der(), CA.der()));
          int at = random.nextInt(chain.size());
          chain.set(at, mutation.ofDer(chain.get(at)));
          odd.show(ServerIdentity.ofOctets(LEAF, chain));
          write(chain);
          for (int k = 0; k < COMMANDS_FOR_EACH; k++) {
            run(COMMANDS.get(random.nextInt(COMMANDS.size())), servers);
          }
        }
      }
    }
  }

  private void write(List<byte[]> chain) throws IOException {
    StringBuilder pems = new StringBuilder();
    for (byte[] der : chain) {
      pems.append(TestCertificate.pem("CERTIFICATE", der));
    }
    Files.writeString(folder.resolve("odd.pem"), pems);
  }

  /** The servers that a command line may name. */
  private record Servers(FakeMailServer odd, FakeMailServer good, HttpServer web) {

    String word(String word) {
      return switch (word) {
        case "{odd}" -> odd.target();
        case "{good}" -> good.target();
        case "{odd-file}" -> "file:" + folder.resolve("odd.pem");
        case "{good-file}" -> "file:" + folder.resolve("good.pem");
        case "{odd-path}" -> folder.resolve("odd.pem").toString();
        case "{good-path}" -> folder.resolve("good.pem").toString();
        case "{state}" -> folder.resolve("state").toString();
        case "{pins}" -> folder.resolve("pins").toString();
        case "{dns}" -> dns.server().resolver();
        case "{anchor}" -> folder.resolve("anchor").toString();
        case "{host}" -> "mx.fuzz.test:" + odd.port();
        case "{port}" -> String.valueOf(odd.port());
        case "{web}" -> "mta-sts.fuzz.test:443:" + web.hostAndPort();
        default -> word;
      };
    }
  }

  private void run(String command, Servers servers) throws IOException {
    Gcert.Outcome outcome =
        new Gcert()
            .environment("GCERT_ROOTS", folder.resolve("roots.pem").toString())
            .environment("GCERT_TIMEOUT", "20s")
            .with(Arrays.stream(command.split(" ")).map(servers::word).toArray(String[]::new));
    String what = command + "\n" + Files.readString(folder.resolve("odd.pem"));

    assertThat(outcome.code()).as(what + outcome.err()).isIn(CONTRACT);
    assertHarmless(outcome.err(), what);
    if (!command.matches("fetch -k --format (der|pkcs12|jks) .*")) {
      assertHarmless(outcome.text().replace("\r\n", "\n"), what);
    }
    if (command.contains("json")) {
      assertJson(outcome.out(), what);
    }
    if (command.matches("(check|show --format (text|json)|peek) .*")) {
      String good = command.contains("{good}") ? servers.good().hostAndPort() : "good.pem";
      assertThat(outcome.text())
          .as(what + outcome.err())
          .contains(command.contains("ics") ? "END:VEVENT" : good);
    }
  }

  private void assertJson(byte[] text, String what) {
    try (JsonParser parser = json.createParser(text)) {
      while (parser.nextToken() != null) {
        assertThat(parser.currentToken()).isNotNull();
      }
    } catch (IOException e) {
      throw new AssertionError(new String(text, StandardCharsets.UTF_8) + " of " + what, e);
    }
  }

  private static void assertHarmless(String text, String what) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n') || (c >= '\u007f' && c <= '\u009f') || c == '\u202e') {
        throw new AssertionError("character " + (int) c + " in " + text + " of " + what);
      }
    }
  }

  /** An answer with a policy of MTA-STS in it, each other time with something changed. */
  private String policy() {
    String body = "version: STSv1\r\nmode: enforce\r\nmx: *.fuzz.test\r\nmax_age: 604800\r\n";
    String whole = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + body;
    return random.nextBoolean()
        ? whole
        : new String(
            mutation.of(whole.getBytes(StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
  }

  private String record() {
    byte[] digest = new byte[32];
    random.nextBytes(digest);
    return random.nextInt(4)
        + " "
        + random.nextInt(3)
        + " "
        + random.nextInt(3)
        + " "
        + HexFormat.of()
            .formatHex(random.nextInt(3) == 0 ? mutation.of(LEAF.der()) : digest)
            .concat("00");
  }

  private static void remove(Path state) throws IOException {
    if (Files.exists(state)) {
      try (Stream<Path> files = Files.walk(state)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
