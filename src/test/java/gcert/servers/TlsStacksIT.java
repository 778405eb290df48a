package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeMailServer;
import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.MailProtocol;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each version and suite of other implementations of TLS in turn: gcert has to fetch the
 * certificate that the server was given, and to tell what was negotiated.
 */
@NeedsTlsStacks
class TlsStacksIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<KeyKind, TestCertificate> LEAVES = new HashMap<>();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "-tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256, EC_P256, TLSv1.3, TLS_AES_128_GCM_SHA256",
    "-tls1_3 -ciphersuites TLS_AES_256_GCM_SHA384, RSA_2048, TLSv1.3, TLS_AES_256_GCM_SHA384",
    "-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256, ED25519, TLSv1.3,"
        + " TLS_CHACHA20_POLY1305_SHA256",
    "-tls1_3 -ciphersuites TLS_AES_128_CCM_SHA256, EC_P256, TLSv1.3, TLS_AES_128_CCM_SHA256",
    "-tls1_3 -groups P-521, EC_P384, TLSv1.3, TLS_AES_256_GCM_SHA384",
    "-tls1_3 -groups X448, EC_P521, TLSv1.3, TLS_AES_256_GCM_SHA384",
    "-tls1_3 -groups ffdhe2048, ED448, TLSv1.3, TLS_AES_256_GCM_SHA384",
    "-tls1_3, RSA_PSS_2048, TLSv1.3, TLS_AES_256_GCM_SHA384",
    "-tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256, EC_P256, TLSv1.2,"
        + " TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "-tls1_2 -cipher ECDHE-ECDSA-CHACHA20-POLY1305, ED25519, TLSv1.2,"
        + " TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "-tls1_2 -cipher ECDHE-ECDSA-AES256-CCM8, EC_P256, TLSv1.2,"
        + " TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8",
    "-tls1_2 -cipher ECDHE-RSA-AES256-GCM-SHA384, RSA_2048, TLSv1.2,"
        + " TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "-tls1_2 -cipher ECDHE-RSA-AES128-SHA256, RSA_2048, TLSv1.2,"
        + " TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
    "-tls1_2 -cipher DHE-RSA-AES128-GCM-SHA256, RSA_2048, TLSv1.2,"
        + " TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
    "-tls1_2 -cipher AES256-SHA256, RSA_2048, TLSv1.2, TLS_RSA_WITH_AES_256_CBC_SHA256",
    "-tls1_2 -cipher ECDHE-RSA-CAMELLIA128-SHA256, RSA_2048, TLSv1.2,"
        + " TLS_ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256",
    "-tls1_2 -cipher ECDHE-ARIA256-GCM-SHA384, RSA_2048, TLSv1.2,"
        + " TLS_ECDHE_RSA_WITH_ARIA_256_GCM_SHA384",
    "-tls1_1 -cipher ECDHE-RSA-AES128-SHA@SECLEVEL=0, RSA_2048, TLSv1.1,"
        + " TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "-tls1 -cipher ECDHE-ECDSA-AES256-SHA@SECLEVEL=0, EC_P256, TLSv1,"
        + " TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
    "-tls1 -cipher AES128-SHA@SECLEVEL=0, RSA_2048, TLSv1, TLS_RSA_WITH_AES_128_CBC_SHA",
    "-tls1_2 -no_etm -cipher NULL-SHA256@SECLEVEL=0, RSA_2048, TLSv1.2, TLS_RSA_WITH_NULL_SHA256",
  })
  void openssl(String options, KeyKind kind, String version, String cipher) throws Exception {
    TlsStack.Identity identity = identity(kind);
    try (TlsStack server = TlsStack.openssl(identity, options.split(" "))) {
      assertSession(server.target(), identity.leaf(), version, cipher);
      assertThat(shownToOpenssl(server, options)).contains(identity.leaf().pem().strip());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:+CHACHA20-POLY1305, EC_P256, TLSv1.3,"
        + " TLS_CHACHA20_POLY1305_SHA256",
    "NORMAL:-VERS-ALL:+VERS-TLS1.3:-CIPHER-ALL:+AES-128-CCM, RSA_2048, TLSv1.3,"
        + " TLS_AES_128_CCM_SHA256",
    "NORMAL:-VERS-ALL:+VERS-TLS1.3:-GROUP-ALL:+GROUP-SECP384R1:-CIPHER-ALL:+AES-256-GCM, ED25519,"
        + " TLSv1.3, TLS_AES_256_GCM_SHA384",
    "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+ECDHE-ECDSA:-CIPHER-ALL:+AES-128-GCM, EC_P256, TLSv1.2,"
        + " TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+DHE-RSA:-CIPHER-ALL:+AES-256-GCM, RSA_2048, TLSv1.2,"
        + " TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
    "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+RSA:-CIPHER-ALL:+3DES-CBC, RSA_2048, TLSv1.2,"
        + " TLS_RSA_WITH_3DES_EDE_CBC_SHA",
    "NORMAL:-VERS-ALL:+VERS-TLS1.1:-KX-ALL:+ECDHE-RSA:-CIPHER-ALL:+AES-128-CBC, RSA_2048, TLSv1.1,"
        + " TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
    "NORMAL:-VERS-ALL:+VERS-TLS1.0:-KX-ALL:+RSA:-CIPHER-ALL:+AES-256-CBC, RSA_2048, TLSv1,"
        + " TLS_RSA_WITH_AES_256_CBC_SHA",
  })
  void gnutls(String priority, KeyKind kind, String version, String cipher) throws Exception {
    TlsStack.Identity identity = identity(kind);
    try (TlsStack server = TlsStack.gnutls(identity, priority)) {
      assertSession(server.target(), identity.leaf(), version, cipher);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tls1.3:tls1.3, EC_P256, TLSv1.3, TLS_AES_128_GCM_SHA256",
    "tls1.3:tls1.3, RSA_2048, TLSv1.3, TLS_AES_128_GCM_SHA256",
    "tls1.2:tls1.2, EC_P256, TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "tls1.2:tls1.2, RSA_2048, TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
    "tls1.1:tls1.1, RSA_2048, TLSv1.1, ",
    "tls1.0:tls1.0, RSA_2048, TLSv1, ",
  })
  void nss(String versions, KeyKind kind, String version, String cipher) throws Exception {
    TlsStack.Identity identity = identity(kind);
    try (TlsStack server = TlsStack.nss(identity, versions)) {
      assertSession(server.target(), identity.leaf(), version, cipher);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AES-256/GCM, ECDH, ECDSA, EC_P256, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "ChaCha20Poly1305, ECDH, RSA, RSA_2048, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    "AES-128/GCM, DH, RSA, RSA_2048, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
    "AES-128/CCM, ECDH, ECDSA, EC_P256, TLS_ECDHE_ECDSA_WITH_AES_128_CCM",
  })
  void botan(String cipher, String exchange, String signature, KeyKind kind, String suite)
      throws Exception {
    TlsStack.Identity identity = identity(kind);
    String policy =
        "allow_tls12=true\nciphers="
            + cipher
            + "\nmacs=AEAD\nkey_exchange_methods="
            + exchange
            + "\nsignature_methods="
            + signature
            + "\n";
    try (TlsStack server = TlsStack.botan(identity, policy)) {
      assertSession(server.target(), identity.leaf(), "TLSv1.2", suite);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "EC_P256, TLS-ECDHE-ECDSA-WITH-AES-128-GCM-SHA256",
    "EC_P256, TLS-ECDHE-ECDSA-WITH-CHACHA20-POLY1305-SHA256",
    "EC_P256, TLS-ECDHE-ECDSA-WITH-CAMELLIA-256-CBC-SHA384",
    "RSA_2048, TLS-ECDHE-RSA-WITH-AES-256-CBC-SHA384",
    "RSA_2048, TLS-DHE-RSA-WITH-AES-256-CCM-8",
    "RSA_2048, TLS-RSA-WITH-AES-128-CCM",
    "RSA_2048, TLS-RSA-WITH-CAMELLIA-128-GCM-SHA256",
  })
  void mbedtls(KeyKind kind, String suite) throws Exception {
    TlsStack.Identity identity = identity(kind);
    try (TlsStack server = TlsStack.mbedtls(identity, NeedsTlsStacks.Programs.mbedtls(), suite)) {
      assertSession(server.target(), identity.leaf(), "TLSv1.2", suite.replace('-', '_'));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "X25519MLKEM768, EC_P256",
    "SecP256r1MLKEM768, RSA_2048",
    "SecP384r1MLKEM1024, ED25519",
    "MLKEM768, EC_P384",
    "X25519, RSA_PSS_2048",
  })
  void nodeWithHybridGroups(String group, KeyKind kind) throws Exception {
    TlsStack.Identity identity = identity(kind);
    String options = "{minVersion:'TLSv1.3',ecdhCurve:'" + group + "'}";
    try (TlsStack server = TlsStack.node(identity, NeedsTlsStacks.Programs.node(), options)) {
      JsonNode tls = assertSession(server.target(), identity.leaf(), "TLSv1.3", null, group);
      assertThat(tls.get("group").asString()).isEqualToIgnoringCase(group);
    }
  }

  @ParameterizedTest
  @CsvSource({"X25519MLKEM768, EC_P256", "P-384, RSA_2048", "P-521, EC_P384"})
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void boringSslWithEachGroup(String group, KeyKind kind) {
    TestCertificate leaf = leaf(kind);
    try (EngineServer server =
        new EngineServer(
            BoringSsl.engines(leaf.identity(), List.of("TLSv1.3"), List.of(), List.of(group)))) {
      String target = "tls://" + server.hostAndPort();
      JsonNode tls = assertSession(target, leaf, "TLSv1.3", null, group);
      assertThat(tls.get("group").asString().replaceFirst("^secp(...)r1$", "P-$1"))
          .isEqualTo(group);
      // Without being told, after a HelloRetryRequest.
      tls = assertSession(target, leaf, "TLSv1.3", null);
      assertThat(tls.get("group").asString().replaceFirst("^secp(...)r1$", "P-$1"))
          .isEqualTo(group);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, TLS_AES_128_GCM_SHA256, EC_P256",
    "TLSv1.3, TLS_CHACHA20_POLY1305_SHA256, RSA_2048",
    "TLSv1.3, TLS_AES_256_GCM_SHA384, ED25519",
    "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, EC_P256",
    "TLSv1.2, TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384, RSA_2048",
    "TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, RSA_2048",
    "TLSv1.2, TLS_RSA_WITH_AES_256_GCM_SHA384, RSA_2048",
  })
  void jsse(String version, String suite, KeyKind kind) {
    TestCertificate leaf = leaf(kind);
    try (FakeMailServer server =
        FakeMailServer.speaking(MailProtocol.SMTP)
            .as(leaf.identity())
            .versions(version)
            .ciphers(suite)
            .start()) {
      assertSession(server.target(), leaf, version, suite);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "X25519MLKEM768:SecP256r1MLKEM768:SecP384r1MLKEM1024:X25519, yes",
    "SecP256r1MLKEM768/X25519, round_trip",
    "SecP256r1MLKEM768:X25519, not_chosen",
    "X25519:P-256, no",
  })
  void probeFindsWhatAPostQuantumClientMeetsAtNode(String groups, String met) throws Exception {
    String options = "{ecdhCurve:'" + groups + "'}";
    try (TlsStack server =
        TlsStack.node(identity(KeyKind.EC_P256), NeedsTlsStacks.Programs.node(), options)) {
      JsonNode json = JSON.readTree(Gcert.run("probe", "--json", server.target()).text());

      assertThat(json.get("post_quantum").asString()).isEqualTo(met);
      assertThat(json.get("long_hellos_lost").asBoolean()).isFalse();
      List<String> found = new ArrayList<>();
      json.get("versions")
          .get(0)
          .get("groups")
          .forEach(group -> found.add(group.get("name").asString()));
      assertThat(String.join(":", found).replace("secp256r1", "P-256"))
          .isEqualToIgnoringCase(groups.replace('/', ':'));
    }
  }

  @ParameterizedTest
  @CsvSource({"ML-DSA-44, mldsa44", "ML-DSA-65, mldsa65", "ML-DSA-87, mldsa87"})
  void aServerOfMlDsaShowsItsCertificate(String parameters, String scheme) throws Exception {
    Path node = NeedsTlsStacks.Programs.node();
    Path key = folder.resolve("mldsa.key");
    Path certificate = folder.resolve("mldsa.pem");
    MlDsa shown = MlDsa.mint(parameters);
    Files.writeString(key, shown.key());
    Files.writeString(certificate, shown.certificate());
    TlsStack.Identity identity =
        new TlsStack.Identity(leaf(KeyKind.EC_P256), certificate, key, folder);
    try (TlsStack server = TlsStack.node(identity, node, "{minVersion:'TLSv1.3'}")) {
      Gcert.Outcome outcome = Gcert.run("fetch", "-qk", server.target());

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.text().strip()).as(outcome.err()).isEqualTo(shown.certificate().strip());
      JsonNode tls = tls(Gcert.run("fetch", "-qk", "--format", "json", server.target()).text());
      assertThat(tls.get("signature_scheme").asString()).isEqualTo(scheme);
    }
  }

  private static JsonNode assertSession(
      String target, TestCertificate leaf, String version, String cipher, String... groups) {
    String[] options =
        groups.length == 0 ? new String[0] : new String[] {"--groups", String.join(",", groups)};
    Gcert.Outcome outcome = Gcert.run(command("pem", target, options));
    assertThat(outcome.text()).as(outcome.err()).isEqualTo(leaf.pem());
    JsonNode tls = tls(Gcert.run(command("json", target, options)).text());
    assertThat(tls.get("version").asString()).isEqualTo(version);
    if (cipher != null) {
      assertThat(tls.get("cipher").asString()).isEqualTo(cipher);
    }
    return tls;
  }

  private static String[] command(String format, String target, String... options) {
    String[] all = new String[options.length + 6];
    System.arraycopy(
        new String[] {"fetch", "-qk", "--legacy-tls", "--format", format, target}, 0, all, 0, 6);
    System.arraycopy(options, 0, all, 6, options.length);
    return all;
  }

  private static JsonNode tls(String line) {
    return JSON.readTree(line).get("tls");
  }

  private static String shownToOpenssl(TlsStack server, String options)
      throws IOException, InterruptedException {
    Process client =
        new ProcessBuilder(
                "openssl",
                "s_client",
                "-connect",
                server.hostAndPort(),
                "-cipher",
                "ALL:COMPLEMENTOFALL@SECLEVEL=0",
                "-ciphersuites",
                "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
                    + ":TLS_AES_128_CCM_SHA256",
                "-groups",
                "X25519:P-256:X448:P-521:P-384:ffdhe2048")
            .redirectErrorStream(true)
            .start();
    client.getOutputStream().close();
    String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    client.waitFor();
    assertThat(said).as(options).contains("-----BEGIN CERTIFICATE-----");
    return said;
  }

  private TlsStack.Identity identity(KeyKind kind) throws IOException {
    return TlsStack.Identity.of(leaf(kind), folder.resolve(kind.name()));
  }

  private static synchronized TestCertificate leaf(KeyKind kind) {
    return LEAVES.computeIfAbsent(
        kind,
        k ->
            TestCertificate.leaf("mx.test")
                .ip("127.0.0.1")
                .key(k)
                .keyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)
                .mint());
  }
}
