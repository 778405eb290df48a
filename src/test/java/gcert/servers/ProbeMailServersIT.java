package gcert.servers;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.testing.FakeDns;
import gcert.testing.Gcert;
import gcert.testing.KeyKind;
import gcert.testing.TestCertificate;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code gcert probe} finds what Postfix, Exim and Dovecot are configured to accept: each of it and
 * nothing else.
 */
@NeedsServers
class ProbeMailServersIT {
  private static final MintedCertificates CERTIFICATES = new MintedCertificates();
  private static final TestCertificate RSA = CERTIFICATES.withKey(KeyKind.RSA_2048);
  private static final TestCertificate EC = CERTIFICATES.withKey(KeyKind.EC_P256);

  @Test
  void findsWhatPostfixIsConfiguredTo() {
    try (Postfix postfix = new Postfix()) {
      postfix.root().certificate("mx", RSA).certificate("ec", EC);
      String both = "smtpd_tls_chain_files=/etc/mailtls/ec.pem,/etc/mailtls/mx.pem";
      int modern =
          postfix.smtpd(
              "modern",
              both,
              "smtpd_tls_protocols=>=TLSv1.2",
              "smtpd_tls_ciphers=high",
              "tls_high_cipherlist=ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305"
                  + ":DHE-RSA-AES128-GCM-SHA256",
              "tls_preempt_cipherlist=yes",
              "tls_eecdh_auto_curves=X25519 secp384r1",
              "tls_ssl_options=NO_TICKET,NO_RENEGOTIATION");
      int narrow =
          postfix.smtpd(
              "narrow",
              both,
              "smtpd_tls_protocols=TLSv1.2",
              "smtpd_tls_exclude_ciphers=kRSA,kDHE,aNULL,SHA1,SHA256,SHA384,CAMELLIA,ARIA,AESCCM",
              "tls_preempt_cipherlist=no",
              "tls_eecdh_auto_curves=prime256v1");
      int old =
          postfix.smtpd(
              "old",
              "smtpd_tls_protocols=>=TLSv1, <=TLSv1.1",
              "smtpd_tls_ciphers=low",
              "tls_low_cipherlist=AES128-SHA:ECDHE-RSA-AES256-SHA:ADH-AES128-SHA:NULL-SHA"
                  + ":@SECLEVEL=0",
              "tls_preempt_cipherlist=yes");
      int newest = postfix.smtpd("newest", "smtpd_tls_protocols=TLSv1.3");
      postfix.start();

      assertThat(lines("smtp", modern))
          .containsExactly(
              "TLSv1.3: TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256"
                  + " TLS_AES_128_GCM_SHA256",
              "TLSv1.3 groups: x25519 secp384r1",
              "TLSv1.3 schemes: ecdsa_secp256r1_sha256 rsa_pss_rsae_sha256"
                  + " rsa_pss_rsae_sha384 rsa_pss_rsae_sha512",
              "TLSv1.2: ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-RSA-CHACHA20-POLY1305"
                  + " DHE-RSA-AES128-GCM-SHA256",
              "TLSv1.2 DH: 2048",
              "TLSv1.2 groups: x25519 secp384r1",
              "TLSv1.2 schemes: ecdsa_secp256r1_sha256 ecdsa_secp384r1_sha384"
                  + " ecdsa_secp521r1_sha512 ecdsa_sha1 ecdsa_sha224 rsa_pkcs1_sha1"
                  + " rsa_pkcs1_sha224 rsa_pkcs1_sha256 rsa_pkcs1_sha384"
                  + " rsa_pkcs1_sha512 rsa_pss_rsae_sha256 rsa_pss_rsae_sha384"
                  + " rsa_pss_rsae_sha512",
              "with: secure_renegotiation extended_master_secret fallback_scsv",
              "without: session_tickets ocsp_stapling compression",
              "certificates: EC-P-256 RSA-2048");
      assertThat(lines("smtp", narrow))
          .containsExactly(
              "TLSv1.2: ECDHE-ECDSA-AES128-GCM-SHA256"
                  + " ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-ECDSA-CHACHA20-POLY1305"
                  + " ECDHE-RSA-AES128-GCM-SHA256 ECDHE-RSA-AES256-GCM-SHA384"
                  + " ECDHE-RSA-CHACHA20-POLY1305 (the client's order)",
              "TLSv1.2 groups: secp256r1",
              "TLSv1.2 schemes: ecdsa_secp256r1_sha256 ecdsa_secp384r1_sha384"
                  + " ecdsa_secp521r1_sha512 ecdsa_sha1 ecdsa_sha224 rsa_pkcs1_sha1"
                  + " rsa_pkcs1_sha224 rsa_pkcs1_sha256 rsa_pkcs1_sha384"
                  + " rsa_pkcs1_sha512 rsa_pss_rsae_sha256 rsa_pss_rsae_sha384"
                  + " rsa_pss_rsae_sha512",
              "with: secure_renegotiation extended_master_secret session_tickets",
              "without: ocsp_stapling compression",
              "certificates: EC-P-256 RSA-2048");
      assertThat(lines("smtp", old))
          .containsExactly(
              "TLSv1.1: AES128-SHA ECDHE-RSA-AES256-SHA ADH-AES128-SHA NULL-SHA",
              "TLSv1.1 DH: 1024",
              "TLSv1.1 groups: x25519 x448 secp256r1 secp521r1 secp384r1",
              "TLSv1: AES128-SHA ECDHE-RSA-AES256-SHA ADH-AES128-SHA NULL-SHA",
              "TLSv1 DH: 1024",
              "with: secure_renegotiation extended_master_secret encrypt_then_mac"
                  + " session_tickets fallback_scsv",
              "without: ocsp_stapling compression",
              "certificates: RSA-2048");
      assertThat(lines("smtp", newest))
          .containsExactly(
              "TLSv1.3: TLS_AES_128_GCM_SHA256 TLS_AES_256_GCM_SHA384"
                  + " TLS_CHACHA20_POLY1305_SHA256 (the client's order)",
              "TLSv1.3 groups: x25519 x448 secp256r1 secp521r1 secp384r1",
              "TLSv1.3 schemes: rsa_pss_rsae_sha256 rsa_pss_rsae_sha384" + " rsa_pss_rsae_sha512",
              "without: ocsp_stapling",
              "certificates: RSA-2048");
    }
  }

  @Test
  void findsWhatEximIsConfiguredTo() {
    int port = LoopbackPorts.free();
    try (ServerRoot root = new ServerRoot()) {
      root.certificate("mx", RSA)
          .certificate("ec", EC)
          .permissions("/etc/mailtls/mx.key", "rw-r--r--")
          .permissions("/etc/mailtls/ec.key", "rw-r--r--")
          .directory("/var/spool/exim4", 903, 903)
          .file(
              "/etc/exim4/exim4.conf",
              """
              primary_hostname = mx.test
              daemon_smtp_ports = %d
              local_interfaces = 127.0.0.1
              spool_directory = /var/spool/exim4
              log_file_path = /var/spool/exim4/%%slog
              pid_file_path = /var/spool/exim4/exim.pid
              tls_advertise_hosts = *
              tls_certificate = /etc/mailtls/mx.chain : /etc/mailtls/ec.chain
              tls_privatekey = /etc/mailtls/mx.key : /etc/mailtls/ec.key
              tls_require_ciphers = %s
              tls_dhparam = ffdhe3072
              tls_alpn = smtp
              keep_environment =
              host_lookup =
              rfc1413_hosts =
              """
                  .formatted(
                      port,
                      "NONE:+VERS-TLS1.2:+VERS-TLS1.3:+AES-256-GCM:+AES-128-GCM:+AES-128-CBC:+AEAD"
                          + ":+SHA1:+ECDHE-ECDSA:+ECDHE-RSA:+DHE-RSA:+SIGN-RSA-SHA256"
                          + ":+SIGN-RSA-PSS-RSAE-SHA256:+SIGN-ECDSA-SECP256R1-SHA256"
                          + ":+SIGN-ECDSA-SHA256:+GROUP-SECP256R1:+GROUP-X25519"
                          + ":%SERVER_PRECEDENCE"))
          .start(List.of(port), "/usr/sbin/exim4", "-bdf");

      assertThat(lines("smtp", port))
          .containsExactly(
              "TLSv1.3: TLS_AES_256_GCM_SHA384 TLS_AES_128_GCM_SHA256",
              "TLSv1.3 groups: secp256r1 x25519",
              "TLSv1.3 schemes: ecdsa_secp256r1_sha256 rsa_pss_rsae_sha256",
              "TLSv1.2: ECDHE-ECDSA-AES256-GCM-SHA384"
                  + " ECDHE-ECDSA-AES128-GCM-SHA256 ECDHE-ECDSA-AES128-SHA"
                  + " ECDHE-RSA-AES256-GCM-SHA384 ECDHE-RSA-AES128-GCM-SHA256"
                  + " ECDHE-RSA-AES128-SHA DHE-RSA-AES256-GCM-SHA384"
                  + " DHE-RSA-AES128-GCM-SHA256 DHE-RSA-AES128-SHA",
              "TLSv1.2 DH: 3072",
              "TLSv1.2 groups: secp256r1 x25519",
              "TLSv1.2 schemes: ecdsa_secp256r1_sha256 rsa_pkcs1_sha256" + " rsa_pss_rsae_sha256",
              "with: secure_renegotiation extended_master_secret encrypt_then_mac"
                  + " fallback_scsv",
              "without: session_tickets ocsp_stapling compression",
              "alpn: smtp",
              "certificates: EC-P-256 RSA-2048");
    }
  }

  @Test
  void findsWhatDovecotIsConfiguredTo() {
    int imap = LoopbackPorts.free();
    int pop3s = LoopbackPorts.free();
    try (ServerRoot root = new ServerRoot()) {
      root.certificate("mx", RSA)
          .certificate("ec", EC)
          .directory("/var/lib/dovecot", 0, 0)
          .directory("/run/dovecot", 0, 0)
          .file(
              "/etc/dovecot/dovecot.conf",
              """
              protocols = imap pop3
              listen = 127.0.0.1
              base_dir = /run/dovecot
              state_dir = /var/lib/dovecot
              log_path = /var/log/dovecot.log
              hostname = mx.test
              ssl = yes
              ssl_cert = </etc/mailtls/mx.chain
              ssl_key = </etc/mailtls/mx.key
              ssl_alt_cert = </etc/mailtls/ec.chain
              ssl_alt_key = </etc/mailtls/ec.key
              ssl_min_protocol = TLSv1.2
              ssl_cipher_list = ECDHE+CHACHA20:ECDHE-RSA-AES128-GCM-SHA256:AES256-SHA256
              ssl_cipher_suites = TLS_AES_128_GCM_SHA256
              ssl_curve_list = P-521:X25519:P-256
              ssl_prefer_server_ciphers = yes
              ssl_options = no_ticket
              passdb {
                driver = static
                args = nopassword=y
              }
              userdb {
                driver = static
                args = uid=8 gid=8 home=/tmp/%%u
              }
              service imap-login {
                inet_listener imap {
                  port = %d
                }
              }
              service pop3-login {
                inet_listener pop3s {
                  port = %d
                  ssl = yes
                }
              }
              """
                  .formatted(imap, pop3s))
          .start(
              List.of(imap, pop3s), "/usr/sbin/dovecot", "-F", "-c", "/etc/dovecot/dovecot.conf");

      assertThat(lines("imap", imap))
          .containsExactly(
              "TLSv1.3: TLS_AES_128_GCM_SHA256",
              "TLSv1.3 groups: secp521r1 x25519 secp256r1",
              "TLSv1.3 schemes: ecdsa_secp256r1_sha256 rsa_pss_rsae_sha256"
                  + " rsa_pss_rsae_sha384 rsa_pss_rsae_sha512",
              "TLSv1.2: ECDHE-ECDSA-CHACHA20-POLY1305 ECDHE-RSA-CHACHA20-POLY1305"
                  + " ECDHE-RSA-AES128-GCM-SHA256 AES256-SHA256",
              "TLSv1.2 groups: secp521r1 x25519 secp256r1",
              "TLSv1.2 schemes: ecdsa_secp256r1_sha256 ecdsa_secp384r1_sha384"
                  + " ecdsa_secp521r1_sha512 ecdsa_sha224 rsa_pkcs1_sha224"
                  + " rsa_pkcs1_sha256 rsa_pkcs1_sha384 rsa_pkcs1_sha512"
                  + " rsa_pss_rsae_sha256 rsa_pss_rsae_sha384 rsa_pss_rsae_sha512",
              "with: secure_renegotiation extended_master_secret encrypt_then_mac"
                  + " fallback_scsv",
              "without: session_tickets ocsp_stapling compression",
              "certificates: EC-P-256 RSA-2048");
      assertThat(lines("pop3s", pop3s)).isEqualTo(lines("imap", imap));
    }
  }

  @Test
  void saysAtWhichAddressAnotherCertificateIsShown() {
    TestCertificate renewed = CERTIFICATES.withKey(KeyKind.RSA_2048);
    try (Postfix postfix = new Postfix();
        FakeDns dns = FakeDns.addresses("127.0.0.1", "127.0.0.2")) {
      postfix.root().certificate("mx0", RSA).certificate("mx1", RSA);
      int port = postfix.smtpdAt(List.of("127.0.0.2", "127.0.0.1"));
      postfix.start();
      String[] words = {"probe", "--resolver", dns.resolver(), "smtp://mx.test:" + port};

      assertThat(Gcert.run(words).text())
          .contains("\n    the same whatever server name is sent, at 2 addresses\n")
          .doesNotContain("Shown otherwise");

      postfix.root().certificate("mx0", renewed);

      assertThat(Gcert.run(words).text())
          .containsPattern(
              "\n  Shown otherwise\n"
                  + "    at 127\\.0\\.0\\.2  whatever server name is sent:  RSA 2048  mx\\.test  .*\n\n");
    }
  }

  private static List<String> lines(String scheme, int port) {
    return FoundRange.of(scheme + "://127.0.0.1:" + port).lines();
  }
}
