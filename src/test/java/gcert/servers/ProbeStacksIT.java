package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code gcert probe} finds what servers of other implementations of TLS are set to: versions,
 * suites, groups, signature schemes, features and certificates, each of them and nothing else.
 */
@NeedsTlsStacks
class ProbeStacksIT {
  @TempDir private Path folder;

  /** A line of {@code gnutls-cli --list}: the suite, its code, the first version that has it. */
  private static final Pattern LISTED =
      Pattern.compile("TLS_(\\S+)\\s+0x(..), 0x(..)\\s+TLS(\\S+)");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NORMAL:+VERS-TLS1.0:+VERS-TLS1.1:+3DES-CBC:+ARCFOUR-128:%SERVER_PRECEDENCE",
        "SECURE256:+SIGN-ALL:%SERVER_PRECEDENCE",
        "PFS:-CIPHER-ALL:+AES-128-CCM-8:+CAMELLIA-256-GCM:+AES-128-CBC:+SHA256:%SERVER_PRECEDENCE",
        "LEGACY:-VERS-ALL:+VERS-TLS1.1:%SERVER_PRECEDENCE"
      })
  void findsTheSuitesThatGnuTlsLists(String priority) throws Exception {
    try (TlsStack server = TlsStack.gnutls(List.of(rsa(), ec()), priority)) {
      FoundRange found = FoundRange.of(server.target());

      String listed = TlsStack.run("gnutls-cli", "--list", "--priority", priority);
      for (String version : List.of("1.3", "1.2", "1.1", "1.0")) {
        assertThat(found.codes(version.equals("1.0") ? "TLSv1" : "TLSv" + version))
            .as(version)
            .isEqualTo(codes(listed, version));
      }
    }
  }

  private static List<String> codes(String listed, String version) {
    List<String> codes = new ArrayList<>();
    if (!listed.contains("VERS-TLS" + version)) {
      return codes;
    }
    Matcher line = LISTED.matcher(listed);
    while (line.find()) {
      boolean has = version.equals("1.3") == line.group(4).equals("1.3");
      if (has && line.group(4).compareTo(version) <= 0) {
        codes.add(line.group(2) + line.group(3));
      }
    }
    return codes;
  }

  @Test
  void findsEverythingOfGnuTls() throws Exception {
    String priority =
        "NONE:+VERS-TLS1.3:+VERS-TLS1.2:+CHACHA20-POLY1305:+AES-256-GCM:+AES-256-CBC:+AEAD:+SHA384"
            + ":+SHA1:+ECDHE-ECDSA:+DHE-RSA:+SIGN-RSA-PSS-RSAE-SHA512:+SIGN-RSA-SHA256"
            + ":+SIGN-ECDSA-SHA256:+SIGN-ECDSA-SECP256R1-SHA256:+GROUP-X25519:+GROUP-SECP521R1"
            + ":+GROUP-SECP256R1:+GROUP-FFDHE3072:%SERVER_PRECEDENCE";
    try (TlsStack server =
        TlsStack.gnutls(
            List.of(rsa(), ec()), priority, "--noticket", "--alpn", "imap", "--alpn", "smtp")) {
      assertThat(FoundRange.of(server.target()).lines())
          .containsExactly(
              "TLSv1.3: TLS_CHACHA20_POLY1305_SHA256 TLS_AES_256_GCM_SHA384",
              "TLSv1.3 groups: x25519 secp521r1 secp256r1 ffdhe3072",
              "TLSv1.3 schemes: ecdsa_secp256r1_sha256 rsa_pss_rsae_sha512",
              "TLSv1.2: ECDHE-ECDSA-CHACHA20-POLY1305 ECDHE-ECDSA-AES256-GCM-SHA384"
                  + " ECDHE-ECDSA-AES256-SHA384 ECDHE-ECDSA-AES256-SHA"
                  + " DHE-RSA-CHACHA20-POLY1305 DHE-RSA-AES256-GCM-SHA384"
                  + " DHE-RSA-AES256-SHA",
              "TLSv1.2 DH: 3072",
              "TLSv1.2 groups: x25519 secp521r1 secp256r1",
              "TLSv1.2 schemes: ecdsa_secp256r1_sha256 rsa_pkcs1_sha256" + " rsa_pss_rsae_sha512",
              "with: secure_renegotiation extended_master_secret encrypt_then_mac"
                  + " fallback_scsv",
              "without: session_tickets ocsp_stapling compression",
              "alpn: smtp imap",
              "certificates: EC-P-256 RSA-2048");
    }
  }

  @Test
  void findsTheClientsOrderOfGnuTls() throws Exception {
    String priority =
        "NONE:+VERS-TLS1.2:+AES-128-GCM:+AES-256-CCM:+AEAD:+RSA:+SIGN-ALL"
            + ":%NO_ETM:%NO_SESSION_HASH:%NO_TICKETS";
    try (TlsStack server = TlsStack.gnutls(List.of(rsa()), priority)) {
      assertThat(FoundRange.of(server.target()).lines())
          .containsExactly(
              "TLSv1.2: AES128-GCM-SHA256 AES256-CCM (the client's order)",
              "with: secure_renegotiation",
              "without: extended_master_secret session_tickets ocsp_stapling" + " compression",
              "certificates: RSA-2048");
    }
  }

  @Test
  void findsEverythingOfNss() throws Exception {
    try (TlsStack server =
        TlsStack.nss(
            List.of(rsa(), ec()),
            "tls1.1:tls1.3",
            "-u",
            "-Q",
            "-c",
            ":1301:1303:C02B:CCA8:C013:009E:002F",
            "-I",
            "x25519,P256,FF2048",
            "-J",
            "rsa_pss_rsae_sha256,ecdsa_secp256r1_sha256,rsa_pkcs1_sha256")) {
      assertThat(FoundRange.of(server.target()).lines())
          .containsExactly(
              "TLSv1.3: TLS_AES_128_GCM_SHA256 TLS_CHACHA20_POLY1305_SHA256",
              "TLSv1.3 groups: x25519 secp256r1 ffdhe2048",
              "TLSv1.3 schemes: ecdsa_secp256r1_sha256 rsa_pss_rsae_sha256",
              "TLSv1.2: ECDHE-ECDSA-AES128-GCM-SHA256 ECDHE-RSA-CHACHA20-POLY1305"
                  + " ECDHE-RSA-AES128-SHA DHE-RSA-AES128-GCM-SHA256 AES128-SHA",
              "TLSv1.2 DH: 2048",
              "TLSv1.2 groups: x25519 secp256r1",
              "TLSv1.2 schemes: ecdsa_secp256r1_sha256 rsa_pkcs1_sha256" + " rsa_pss_rsae_sha256",
              "TLSv1.1: ECDHE-RSA-AES128-SHA AES128-SHA",
              "with: secure_renegotiation extended_master_secret session_tickets"
                  + " fallback_scsv",
              "without: encrypt_then_mac ocsp_stapling compression",
              "alpn: http/1.1",
              "certificates: EC-P-256 RSA-2048");
    }
  }

  @Test
  void findsEverythingOfBotan() throws Exception {
    String policy =
        """
        allow_tls12=true
        ciphers=ChaCha20Poly1305 AES-256/GCM AES-128
        macs=AEAD SHA-256 SHA-1
        signature_hashes=SHA-512 SHA-256
        signature_methods=RSA
        key_exchange_methods=ECDH DH
        key_exchange_groups=x25519 secp384r1 ffdhe/ietf/3072
        server_uses_own_ciphersuite_preferences=true
        negotiate_encrypt_then_mac=true
        """;
    try (TlsStack server = TlsStack.botan(rsa(), policy)) {
      assertThat(FoundRange.of(server.target()).lines())
          .containsExactly(
              "TLSv1.2: ECDHE-RSA-CHACHA20-POLY1305 ECDHE-RSA-AES256-GCM-SHA384"
                  + " ECDHE-RSA-AES128-SHA256 ECDHE-RSA-AES128-SHA"
                  + " DHE-RSA-CHACHA20-POLY1305 DHE-RSA-AES256-GCM-SHA384"
                  + " DHE-RSA-AES128-SHA256 DHE-RSA-AES128-SHA",
              "TLSv1.2 DH: 3072",
              "TLSv1.2 groups: x25519 secp384r1",
              "TLSv1.2 schemes: rsa_pkcs1_sha256 rsa_pkcs1_sha512"
                  + " rsa_pss_rsae_sha256 rsa_pss_rsae_sha512",
              "with: secure_renegotiation extended_master_secret encrypt_then_mac",
              "without: session_tickets ocsp_stapling compression",
              "certificates: RSA-2048");
    }
  }

  @Test
  void findsTheClientsOrderOfBotan() throws Exception {
    String policy =
        """
        allow_tls12=true
        ciphers=AES-256/GCM AES-128
        macs=AEAD SHA-256
        signature_hashes=SHA-256
        signature_methods=ECDSA
        key_exchange_methods=ECDH
        key_exchange_groups=secp521r1 secp256r1
        server_uses_own_ciphersuite_preferences=false
        negotiate_encrypt_then_mac=false
        """;
    try (TlsStack server = TlsStack.botan(ec(), policy)) {
      assertThat(FoundRange.of(server.target()).lines())
          .containsExactly(
              "TLSv1.2: ECDHE-ECDSA-AES128-SHA256 ECDHE-ECDSA-AES256-GCM-SHA384"
                  + " (the client's order)",
              "TLSv1.2 groups: secp521r1 secp256r1",
              "TLSv1.2 schemes: ecdsa_secp256r1_sha256",
              "with: secure_renegotiation extended_master_secret",
              "without: encrypt_then_mac session_tickets ocsp_stapling compression",
              "certificates: EC-P-256");
    }
  }

  @Test
  void findsEverythingOfMbedTls() throws Exception {
    TlsStack.Identity second = identity(KeyKind.EC_P384);
    try (TlsStack server =
        TlsStack.mbedtls(
            rsa(),
            NeedsTlsStacks.Programs.mbedtls(),
            "TLS-ECDHE-RSA-WITH-AES-128-GCM-SHA256,TLS-ECDHE-ECDSA-WITH-CHACHA20-POLY1305-SHA256"
                + ",TLS-DHE-RSA-WITH-AES-256-CBC-SHA256,TLS-RSA-WITH-CAMELLIA-128-CBC-SHA"
                + ",TLS-RSA-WITH-3DES-EDE-CBC-SHA",
            "min=2",
            "curves=x25519,secp384r1",
            "hashes=SHA512,SHA256",
            "alpn=imap,smtp",
            "dh=3072",
            "pair=" + second.certificate() + "," + second.key())) {
      assertThat(FoundRange.of(server.target()).lines())
          .containsExactly(
              "TLSv1.2: ECDHE-RSA-AES128-GCM-SHA256 ECDHE-ECDSA-CHACHA20-POLY1305"
                  + " DHE-RSA-AES256-SHA256 CAMELLIA128-SHA DES-CBC3-SHA",
              "TLSv1.2 DH: 3072",
              "TLSv1.2 groups: x25519 secp384r1",
              "TLSv1.2 schemes: ecdsa_secp256r1_sha256 ecdsa_secp521r1_sha512"
                  + " rsa_pkcs1_sha256 rsa_pkcs1_sha512",
              "TLSv1.1: CAMELLIA128-SHA DES-CBC3-SHA",
              "with: secure_renegotiation extended_master_secret encrypt_then_mac"
                  + " session_tickets fallback_scsv",
              "without: ocsp_stapling compression",
              "alpn: imap smtp",
              "certificates: EC-P-384 RSA-2048");
    }
  }

  @Test
  void findsWhatMbedTlsIsToldNotToDo() throws Exception {
    try (TlsStack server =
        TlsStack.mbedtls(
            rsa(),
            NeedsTlsStacks.Programs.mbedtls(),
            "TLS-RSA-WITH-AES-128-CBC-SHA,TLS-ECDHE-RSA-WITH-CAMELLIA-256-GCM-SHA384",
            "min=3",
            "curves=brainpoolP256r1,secp256r1",
            "hashes=SHA384",
            "without=etm",
            "without=ems",
            "without=tickets")) {
      assertThat(FoundRange.of(server.target()).lines())
          .containsExactly(
              "TLSv1.2: AES128-SHA TLS_ECDHE_RSA_WITH_CAMELLIA_256_GCM_SHA384",
              "TLSv1.2 groups: brainpoolP256r1 secp256r1",
              "TLSv1.2 schemes: rsa_pkcs1_sha384",
              "with: secure_renegotiation",
              "without: extended_master_secret encrypt_then_mac session_tickets"
                  + " ocsp_stapling compression",
              "certificates: RSA-2048");
    }
  }

  @Test
  void findsEverythingOfTheJdk() throws Exception {
    try (TlsStack server =
        TlsStack.jsse(
            List.of(rsa(), ec()),
            List.of(
                "-Djdk.tls.namedGroups=secp256r1,x25519,ffdhe2048",
                "-Djdk.tls.server.SignatureSchemes="
                    + "ecdsa_secp256r1_sha256,rsa_pss_rsae_sha384,rsa_pkcs1_sha256",
                "-Djdk.tls.ephemeralDHKeySize=2048"),
            "versions=TLSv1.3,TLSv1.2,TLSv1.1",
            "suites=TLS_AES_256_GCM_SHA384,TLS_CHACHA20_POLY1305_SHA256"
                + ",TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"
                + ",TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,TLS_RSA_WITH_AES_128_CBC_SHA256"
                + ",SSL_RSA_WITH_3DES_EDE_CBC_SHA",
            "alpn=smtp,imap")) {
      assertThat(FoundRange.of(server.target()).lines())
          .containsExactly(
              "TLSv1.3: TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256",
              "TLSv1.3 groups: ffdhe2048 secp256r1 x25519 (the client's order)",
              "TLSv1.3 schemes: ecdsa_secp256r1_sha256 rsa_pss_rsae_sha384",
              "TLSv1.2: ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-RSA-AES128-SHA"
                  + " DHE-RSA-AES256-GCM-SHA384 AES128-SHA256 DES-CBC3-SHA",
              "TLSv1.2 DH: 2048",
              "TLSv1.2 groups: secp256r1 x25519 (the client's order)",
              "TLSv1.2 schemes: ecdsa_secp256r1_sha256 rsa_pkcs1_sha256" + " rsa_pss_rsae_sha384",
              "TLSv1.1: ECDHE-RSA-AES128-SHA DES-CBC3-SHA",
              "with: secure_renegotiation extended_master_secret session_tickets",
              "without: encrypt_then_mac fallback_scsv ocsp_stapling compression",
              "alpn: smtp imap",
              "certificates: EC-P-256 RSA-2048");
    }
  }

  @Test
  void findsWhatNobodyShouldSwitchOnInTheJdk() throws Exception {
    try (TlsStack server =
        TlsStack.jsse(
            List.of(rsa()),
            List.of(
                "-Djdk.tls.ephemeralDHKeySize=1024",
                "-Djdk.tls.namedGroups=secp256r1,secp521r1",
                "-Djdk.tls.useExtendedMasterSecret=false",
                "-Djdk.tls.server.enableSessionTicketExtension=false"),
            "versions=SSLv3,TLSv1",
            "suites=SSL_RSA_WITH_RC4_128_MD5,SSL_RSA_WITH_RC4_128_SHA,SSL_RSA_WITH_DES_CBC_SHA"
                + ",SSL_RSA_EXPORT_WITH_RC4_40_MD5,SSL_DHE_RSA_EXPORT_WITH_DES40_CBC_SHA"
                + ",SSL_DHE_RSA_WITH_DES_CBC_SHA,TLS_ECDH_anon_WITH_AES_128_CBC_SHA"
                + ",SSL_DH_anon_WITH_RC4_128_MD5,SSL_RSA_WITH_NULL_SHA"
                + ",TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
            "order=client")) {
      assertThat(FoundRange.of(server.target()).lines())
          .containsExactly(
              "TLSv1: ADH-RC4-MD5 AECDH-AES128-SHA DES-CBC-SHA ECDHE-RSA-AES256-SHA"
                  + " EDH-RSA-DES-CBC-SHA EXP-EDH-RSA-DES-CBC-SHA EXP-RC4-MD5 NULL-SHA"
                  + " RC4-MD5 RC4-SHA (the client's order)",
              "TLSv1 DH: 512 1024",
              "TLSv1 groups: secp256r1 secp521r1 (the client's order)",
              "SSLv3: ADH-RC4-MD5 AECDH-AES128-SHA DES-CBC-SHA ECDHE-RSA-AES256-SHA"
                  + " EDH-RSA-DES-CBC-SHA EXP-EDH-RSA-DES-CBC-SHA EXP-RC4-MD5 NULL-SHA"
                  + " RC4-MD5 RC4-SHA (the client's order)",
              "SSLv3 DH: 512 1024",
              "with: secure_renegotiation",
              "without: extended_master_secret encrypt_then_mac session_tickets"
                  + " fallback_scsv ocsp_stapling compression",
              "certificates: RSA-2048");
    }
  }

  @Test
  void findsEverythingOfNode() throws Exception {
    String options =
        "{ecdhCurve:'X25519MLKEM768:SecP256r1MLKEM768:SecP384r1MLKEM1024:X25519:P-256',"
            + "ciphers:'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
            + ":ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384"
            + ":DHE-RSA-AES128-GCM-SHA256:AES128-SHA',honorCipherOrder:true,dhparam:'auto',"
            + "ALPNProtocols:['smtp','imap'],"
            + "sigalgs:'rsa_pss_rsae_sha256:ecdsa_secp256r1_sha256:RSA+SHA256'}";
    try (TlsStack server =
        TlsStack.node(List.of(rsa(), ec()), NeedsTlsStacks.Programs.node(), options)) {
      FoundRange found = FoundRange.of(server.target());

      assertThat(found.lines())
          .containsExactly(
              "TLSv1.3: TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256",
              "TLSv1.3 groups: X25519MLKEM768 SecP256r1MLKEM768 SecP384r1MLKEM1024"
                  + " x25519 secp256r1",
              "TLSv1.3 schemes: ecdsa_secp256r1_sha256 rsa_pss_rsae_sha256",
              "TLSv1.2: ECDHE-RSA-AES128-GCM-SHA256 ECDHE-ECDSA-AES256-GCM-SHA384"
                  + " DHE-RSA-AES128-GCM-SHA256 AES128-SHA",
              "TLSv1.2 DH: 2048",
              "TLSv1.2 groups: x25519 secp256r1",
              "TLSv1.2 schemes: ecdsa_secp256r1_sha256 rsa_pkcs1_sha256" + " rsa_pss_rsae_sha256",
              "with: secure_renegotiation extended_master_secret encrypt_then_mac"
                  + " session_tickets fallback_scsv",
              "without: ocsp_stapling compression",
              "alpn: smtp imap",
              "certificates: EC-P-256 RSA-2048");
      assertThat(found.json().get("post_quantum").asString()).isEqualTo("yes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void findsCertificatesOfMlDsaBesideOthers(String least) throws Exception {
    Files.createDirectories(folder.resolve("mldsa"));
    MlDsa minted = MlDsa.mint();
    Path certificate =
        Files.writeString(folder.resolve("mldsa").resolve("cert.pem"), minted.certificate());
    Path key = Files.writeString(folder.resolve("mldsa").resolve("key.pem"), minted.key());
    TlsStack.Identity mlDsa =
        new TlsStack.Identity(rsa().leaf(), certificate, key, folder.resolve("mldsa"));
    try (TlsStack server =
        TlsStack.node(
            List.of(rsa(), ec(), mlDsa),
            NeedsTlsStacks.Programs.node(),
            "{minVersion:'" + least + "',maxVersion:'TLSv1.3'}")) {
      List<String> lines = FoundRange.of(server.target()).lines();

      assertThat(lines).contains("certificates: EC-P-256 ML-DSA-65 RSA-2048");
    }
  }

  private TlsStack.Identity rsa() throws IOException {
    return identity(KeyKind.RSA_2048);
  }

  private TlsStack.Identity ec() throws IOException {
    return identity(KeyKind.EC_P256);
  }

  /** NSS tells certificates by their subjects. */
  private TlsStack.Identity identity(KeyKind kind) throws IOException {
    String name = kind == KeyKind.RSA_2048 ? "mx.test" : "ec.mx.test";
    TestCertificate leaf =
        TestCertificate.leaf(name)
            .key(kind)
            .keyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)
            .mint();
    return TlsStack.Identity.of(leaf, folder.resolve(kind.name()));
  }
}
