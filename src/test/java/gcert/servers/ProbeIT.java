package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.ProbeLine;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code gcert probe} finds what OpenSSL's and GnuTLS's servers are set to. */
class ProbeIT {
  private static final TestCertificate RSA =
      TestCertificate.leaf("mx.test").key(KeyKind.RSA_2048).mint();
  private static final TestCertificate EC =
      TestCertificate.leaf("mx.test").key(KeyKind.EC_P256).mint();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HIGH:!PSK:!SRP:!aNULL|TLSv1.2|TLSv1.2|-tls1_2",
        "ECDHE+AESGCM:!PSK|TLSv1.2|TLSv1.2|-tls1_2",
        "ALL:COMPLEMENTOFALL:!PSK:!SRP:@SECLEVEL=0|TLSv1.2|TLSv1.2|-tls1_2",
        "ALL:!PSK:!SRP:@SECLEVEL=0|TLSv1|TLSv1|-tls1"
      })
  void findsTheSuitesOfOpenSsl(String suites, String least, String most, String listed) {
    JsonNode json =
        probe(
            "openssl",
            "s_server",
            "-cipher",
            suites,
            "-min_protocol",
            least,
            "-max_protocol",
            most,
            "-serverpref");

    JsonNode version = version(json, most);
    List<String> set =
        Arrays.stream(said("openssl", "ciphers", "-s", listed, suites).strip().split(":"))
            // The certificates of this server are for RSA and ECDSA.
            .filter(name -> !name.contains("DSS"))
            .toList();
    assertThat(openSslNames(version)).isEqualTo(set);
    assertThat(version.get("suite_order").asString()).isEqualTo("server");
    assertThat(ProbeLine.spoken(json)).containsExactly(most);
    assertThat(json.get("certificates").size()).isEqualTo(2);
  }

  @Test
  void findsTheGroupsAndSchemesOfOpenSsl() {
    JsonNode json =
        probe(
            "openssl",
            "s_server",
            "-groups",
            "X25519:P-384:ffdhe3072",
            "-sigalgs",
            "rsa_pss_rsae_sha256:ecdsa_secp256r1_sha256",
            "-ciphersuites",
            "TLS_AES_128_GCM_SHA256");

    JsonNode tls13 = version(json, "TLSv1.3");
    assertThat(ProbeLine.names(tls13.get("suites"))).containsExactly("TLS_AES_128_GCM_SHA256");
    assertThat(ProbeLine.names(tls13.get("groups")))
        .containsExactly("x25519", "secp384r1", "ffdhe3072");
    assertThat(ProbeLine.names(tls13.get("signature_schemes")))
        .containsExactlyInAnyOrder("rsa_pss_rsae_sha256", "ecdsa_secp256r1_sha256");
    JsonNode tls12 = version(json, "TLSv1.2");
    assertThat(ProbeLine.names(tls12.get("groups")))
        .containsExactlyInAnyOrder("x25519", "secp384r1");
  }

  @Test
  void findsToWhomOpenSslShowsOtherCertificates() {
    TestCertificate named = TestCertificate.leaf("two.test").key(KeyKind.RSA_2048).mint();
    String[] program = {
      "openssl",
      "s_server",
      "-servername",
      "two.test",
      "-cert2",
      named.writeChain(folder.resolve("two.pem")).toString(),
      "-key2",
      named.writeKey(folder.resolve("two.key")).toString()
    };
    for (String version : List.of("-no_ssl3", "-tls1_3")) {
      List<String> command = new ArrayList<>(List.of(program));
      command.add(version);

      JsonNode json = probe(List.of("--servername", "two.test"), command.toArray(new String[0]));

      List<String> shown = new ArrayList<>();
      for (JsonNode showing : json.get("showings")) {
        if (showing.get("authentication").asString().equals("RSA")) {
          shown.add(showing.get("sent").asString() + " " + subject(json, showing));
        }
      }
      assertThat(shown)
          .as(version)
          .containsExactly("usual CN=two.test", "none CN=mx.test", "wrong CN=mx.test");
      assertThat(json.get("long_hellos_lost").asBoolean()).isFalse();
      json.get("hellos")
          .forEach(hello -> assertThat(hello.get("outcome").asString()).isEqualTo("answered"));
    }
  }

  private static String subject(JsonNode json, JsonNode showing) {
    for (JsonNode certificate : json.get("certificates")) {
      if (certificate.get("sha256").equals(showing.get("sha256"))) {
        return certificate.get("subject").asString();
      }
    }
    return "unknown";
  }

  @Test
  void findsTheRangeOfGnuTls() {
    JsonNode json =
        probe(
            "gnutls-serv",
            "--priority",
            "NONE:+VERS-TLS1.2:+VERS-TLS1.3:+AES-128-GCM:+CHACHA20-POLY1305:+AEAD:+ECDHE-RSA"
                + ":+SIGN-ALL:+GROUP-X25519:+GROUP-SECP256R1:%SERVER_PRECEDENCE");

    assertThat(ProbeLine.spoken(json)).containsExactly("TLSv1.3", "TLSv1.2");
    assertThat(ProbeLine.names(version(json, "TLSv1.3").get("suites")))
        .containsExactly("TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256");
    assertThat(ProbeLine.names(version(json, "TLSv1.2").get("suites")))
        .containsExactly(
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");
    assertThat(ProbeLine.names(version(json, "TLSv1.3").get("groups")))
        .containsExactly("x25519", "secp256r1");
  }

  private JsonNode probe(String... program) {
    return probe(List.of(), program);
  }

  private JsonNode probe(List<String> options, String... program) {
    String rsa = RSA.writeChain(folder.resolve("rsa.pem")).toString();
    String rsaKey = RSA.writeKey(folder.resolve("rsa.key")).toString();
    String ec = EC.writeChain(folder.resolve("ec.pem")).toString();
    String ecKey = EC.writeKey(folder.resolve("ec.key")).toString();
    int port = LoopbackPorts.free();
    List<String> command = new ArrayList<>(List.of(program));
    if (program[0].equals("openssl")) {
      command.addAll(
          List.of("-accept", "127.0.0.1:" + port, "-cert", rsa, "-key", rsaKey, "-quiet"));
      command.addAll(List.of("-dcert", ec, "-dkey", ecKey));
    } else {
      command.addAll(
          List.of(
              "--port",
              String.valueOf(port),
              "--x509certfile",
              rsa,
              "--x509keyfile",
              rsaKey,
              "--quiet"));
    }
    Process server = start(command);
    try {
      Patience.await(() -> isOpen(port), () -> program[0] + " does not listen");
      List<String> arguments = new ArrayList<>(List.of("probe", "--format", "json"));
      arguments.addAll(options);
      arguments.add("tls://127.0.0.1:" + port);
      Gcert.Outcome outcome = Gcert.run(arguments.toArray(new String[0]));
      assertThat(outcome.code()).as(outcome.err()).isZero();
      return new JsonMapper().readTree(outcome.text());
    } finally {
      server.destroyForcibly();
    }
  }

  /** GnuTLS's server listens on every address. */
  private static boolean isOpen(int port) {
    try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      if ("1".equals(System.getenv("GCERT_REQUIRE_SERVERS"))) {
        throw new UncheckedIOException(e);
      }
      return abort(command.get(0) + " is not installed (Debian: openssl, gnutls-bin)");
    }
  }

  private static String said(String... command) {
    try {
      Process process = new ProcessBuilder(command).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode version(JsonNode json, String name) {
    for (JsonNode version : json.get("versions")) {
      if (version.get("version").asString().equals(name)) {
        return version;
      }
    }
    throw new AssertionError(name);
  }

  private static List<String> openSslNames(JsonNode version) {
    List<String> names = new ArrayList<>();
    version.get("suites").forEach(suite -> names.add(suite.get("openssl").asString()));
    return names;
  }
}
