package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.servers.ForcedStack.Running;
import gcert.servers.ForcedStack.Shown;
import gcert.servers.ForcedStack.Versions;
import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each version and each cipher suite that the tables of {@code docs/tls-stacks.md} have a mark for:
 * the server is held to it, and gcert has to get the chain that the server was given and to name
 * what was forced.
 */
@NeedsTlsStacks
class TlsSuitesIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", Pattern.DOTALL);
  private static final Map<KeyKind, TestCertificate> LEAVES = new EnumMap<>(KeyKind.class);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("suites")
  void speaksTheSuiteThatTheServerIsHeldTo(ForcedStack stack, String suite) throws Exception {
    boolean newest = !suite.contains("_WITH_");
    String version = newest ? "TLSv1.3" : "TLSv1.2";
    Shown shown = shown(newest || suite.contains("_ECDSA_") ? KeyKind.EC_P256 : KeyKind.RSA_2048);
    try (Running server = stack.start(shown, Versions.only(version), Optional.of(suite))) {
      JsonNode fetched = fetched(server, shown);

      assertThat(fetched.get("tls").get("version").asString()).isEqualTo(version);
      assertThat(fetched.get("tls").get("cipher").asString()).isEqualTo(suite);
    }
  }

  static Stream<Arguments> suites() throws IOException {
    return marked("`(TLS_[A-Z0-9_]+)`");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void speaksTheVersionThatTheServerIsHeldTo(ForcedStack stack, String version) throws Exception {
    Shown shown = shown(KeyKind.RSA_2048);
    try (Running server = stack.start(shown, Versions.only(version), Optional.empty())) {
      JsonNode fetched = fetched(server, shown);

      assertThat(fetched.get("tls").get("version").asString()).isEqualTo(version);
      assertThat(fetchedChain(server)).isEqualTo(shownToOpenssl(server, version));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void speaksTheVersionThatItIsHeldToItself(ForcedStack stack, String version) throws Exception {
    Shown shown = shown(KeyKind.EC_P256);
    Versions all = new Versions(spoken(stack));
    String number = version.equals("TLSv1") ? "1.0" : version.replace("TLSv", "");
    try (Running server = stack.start(shown, all, Optional.empty())) {
      JsonNode fetched = fetched(server, shown, "--tls", number);

      assertThat(fetched.get("tls").get("version").asString()).isEqualTo(version);
      assertThat(fetchedChain(server, "--tls", number)).isEqualTo(shownToOpenssl(server, version));
    }
  }

  static Stream<Arguments> versions() throws IOException {
    return marked("(TLSv1[.0-9]*)");
  }

  private static List<String> spoken(ForcedStack stack) throws IOException {
    return versions()
        .filter(arguments -> arguments.get()[0] == stack)
        .map(arguments -> (String) arguments.get()[1])
        .toList();
  }

  /** The rows whose first cell looks so, once for each column that has a mark. */
  private static Stream<Arguments> marked(String first) throws IOException {
    List<Arguments> found = new ArrayList<>();
    Pattern row = Pattern.compile("\\| " + first + " \\|(.*)\\|");
    for (String line : Files.readAllLines(Path.of("docs", "tls-stacks.md"))) {
      Matcher matcher = row.matcher(line);
      if (matcher.matches()) {
        String[] cells = matcher.group(2).split("\\|");
        assertThat(cells).as(line).hasSameSizeAs(ForcedStack.values());
        for (ForcedStack stack : ForcedStack.values()) {
          if (cells[stack.ordinal()].strip().equals("✓") && stack.isHere()) {
            found.add(Arguments.of(stack, matcher.group(1)));
          }
        }
      }
    }
    return found.stream();
  }

  private JsonNode fetched(Running server, Shown shown, String... options) {
    Gcert.Outcome outcome = Gcert.run(command("json", server, options));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    JsonNode fetched = JSON.readTree(outcome.text());
    StringBuilder chain = new StringBuilder();
    for (JsonNode certificate : fetched.get("certificates")) {
      chain.append(certificate.get("pem").asString());
    }
    assertThat(chain.toString()).isEqualTo(shown.pem());
    return fetched;
  }

  private static String fetchedChain(Running server, String... options) {
    String[] all = Stream.concat(Stream.of("--chain"), Stream.of(options)).toArray(String[]::new);
    Gcert.Outcome outcome = Gcert.run(command("pem", server, all));
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.text();
  }

  private static String[] command(String format, Running server, String... options) {
    Stream<String> words =
        Stream.of("fetch", "-qk", "--legacy-tls", "--format", format, server.target());
    return Stream.concat(words, Stream.of(options)).toArray(String[]::new);
  }

  /** All certificates that {@code openssl s_client -showcerts} prints. */
  private static String shownToOpenssl(Running server, String version)
      throws IOException, InterruptedException {
    Process client =
        new ProcessBuilder(
                "openssl",
                "s_client",
                "-showcerts",
                "-connect",
                server.hostAndPort(),
                "-min_protocol",
                version,
                "-max_protocol",
                version,
                "-cipher",
                "ALL:@SECLEVEL=0")
            .redirectErrorStream(true)
            .start();
    client.getOutputStream().close();
    String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    client.waitFor();
    return CERTIFICATE.matcher(said).results().map(r -> r.group()).collect(Collectors.joining());
  }

  private Shown shown(KeyKind kind) throws IOException {
    TestCertificate leaf = leaf(kind);
    Files.createDirectories(folder);
    return new Shown(
        new TlsStack.Identity(
            leaf,
            leaf.writeChain(folder.resolve("chain.pem")),
            leaf.writeKey(folder.resolve("key.pem")),
            folder));
  }

  private static synchronized TestCertificate leaf(KeyKind kind) {
    return LEAVES.computeIfAbsent(
        kind,
        k ->
            TestCertificate.leaf("mx.test")
                .ip("127.0.0.1")
                .key(k)
                .keyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)
                .issuedBy(
                    TestCertificate.intermediate("The CA")
                        .issuedBy(TestCertificate.root("The Root").mint())
                        .mint())
                .mint());
  }
}
