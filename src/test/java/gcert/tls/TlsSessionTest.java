package gcert.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a session. */
class TlsSessionTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      textBlock =
          """
          TLSv1.3, TLS_AES_256_GCM_SHA384,                 0,    ecdsa_secp256r1_sha256, none
          TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,     0,    rsa_pkcs1_sha256, none
          TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,    2048, rsa_pkcs1_sha256, none
          TLSv1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,    1024, rsa_pkcs1_sha256, Diffie-Hellman group of 1024 bits
          TLSv1.2, TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,     0,    rsa_pkcs1_sha1, key exchange signed with SHA-1
          TLSv1.2, TLS_RSA_WITH_AES_128_CBC_SHA,           0,    none, no forward secrecy
          TLSv1,   TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,     0,    none, TLSv1
          TLSv1.2, TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA,    0,    rsa_pkcs1_sha256, 3DES
          TLSv1.2, TLS_ECDHE_RSA_WITH_NULL_SHA,            0,    rsa_pkcs1_sha256, no encryption
          """)
  void whatIsWeakIsTold(String version, String cipher, int dhBits, String scheme, String weakness) {
    TlsSession session = session(version, cipher, dhBits, Optional.ofNullable(scheme));

    assertThat(session.weaknesses()).isEqualTo(weakness == null ? List.of() : List.of(weakness));
  }

  @Test
  void theKindOfKeyIsKnownByTheSignatureOrElseByTheSuite() {
    assertThat(kind("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.of("rsa_pss_rsae_sha256")))
        .contains(Authentication.RSA);
    assertThat(kind("TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", Optional.of("ed25519")))
        .contains(Authentication.EDDSA);
    assertThat(kind("TLSv1", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", Optional.empty()))
        .contains(Authentication.ECDSA);
    assertThat(kind("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.of("0xabcd"))).isEmpty();
  }

  private static Optional<Authentication> kind(
      String version, String cipher, Optional<String> scheme) {
    return session(version, cipher, 0, scheme).authentication();
  }

  private static TlsSession session(
      String version, String cipher, int dhBits, Optional<String> scheme) {
    return new TlsSession(
        version,
        cipher,
        Optional.empty(),
        dhBits == 0 ? OptionalInt.empty() : OptionalInt.of(dhBits),
        scheme,
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        false,
        true,
        List.of());
  }
}
