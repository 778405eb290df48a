package gcert.fault;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.net.Loopback;
import gcert.testing.Gcert;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Hashtable;
import java.util.HexFormat;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Servers of TLS 1.3 that send the same thing without end under encryption: in their first flight,
 * or once the handshake is over. What they have shown by then stands.
 */
class StormUnderTlsTest {
  private static final TestCertificate LEAF = TestCertificate.leaf("mx.test").mint();

  /** What is sent again and again. */
  enum Storm {
    TICKETS(ContentType.handshake, "0400000e 00000e10 00000000 00 0001 41 0000"),
    KEY_UPDATES(ContentType.handshake, ""),
    WARNINGS(ContentType.alert, "015a"),
    EMPTY_RECORDS(ContentType.application_data, ""),
    HELLO_REQUESTS(ContentType.handshake, "00000000");

    private final short type;
    private final byte[] octets;

    Storm(short type, String octets) {
      this.type = type;
      this.octets = HexFormat.of().parseHex(octets.replace(" ", ""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TICKETS, the server sends more than 1000 NewSessionTicket messages",
    "KEY_UPDATES, the server sends more than 1000 KeyUpdate messages",
    "WARNINGS, the server sends more than 100 warning alerts",
    "EMPTY_RECORDS, the server sends more than 1000 empty records",
    "HELLO_REQUESTS, unexpected_message",
  })
  void afterTheHandshakeItOnlyEndsTheFarewell(Storm storm, String words) throws Exception {
    try (Loopback server = new Loopback(socket -> new Stormy(socket, storm, false).serve())) {
      Gcert.Outcome outcome = Gcert.run("fetch", "-kv", target(server));

      assertThat(outcome.code()).as(outcome.err()).isZero();
      assertThat(outcome.text()).isEqualTo(LEAF.pem());
      assertThat(outcome.err()).contains("* the farewell ended early: ").contains(words);
      assertThat(outcome.took()).isLessThan(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Storm.class,
      names = {"TICKETS", "WARNINGS", "EMPTY_RECORDS", "HELLO_REQUESTS"})
  void inTheFirstFlightItEndsTheHandshake(Storm storm) throws Exception {
    try (Loopback server = new Loopback(socket -> new Stormy(socket, storm, true).serve())) {
      Gcert.Outcome outcome = Gcert.run("fetch", "-k", target(server));

      assertThat(outcome.code()).isEqualTo(5);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).contains("TLS handshake: the server ").hasLineCount(1);
      assertThat(outcome.took()).isLessThan(Duration.ofSeconds(10));
    }
  }

  private static String target(Loopback server) {
    return "smtps://127.0.0.1:" + server.address().getPort();
  }

  /** The server's side of one connection. */
  private static final class Stormy extends TlsServerProtocol {
    private final Storm storm;
    private final boolean early;

    Stormy(Socket socket, Storm storm, boolean early) throws IOException {
      super(socket.getInputStream(), socket.getOutputStream());
      this.storm = storm;
      this.early = early;
    }

    void serve() throws IOException {
      accept(new OneCertificate(new BcTlsCrypto(new SecureRandom())));
      blow();
    }

    @Override
    @SuppressWarnings("rawtypes") // As the library declares it.
    protected void send13EncryptedExtensionsMessage(Hashtable extensions) throws IOException {
      super.send13EncryptedExtensionsMessage(extensions);
      if (early) {
        blow();
      }
    }

    /** Until the client has gone. */
    private void blow() throws IOException {
      while (true) {
        if (storm == Storm.KEY_UPDATES) {
          send13KeyUpdate(true);
        } else {
          safeWriteRecord(storm.type, storm.octets, 0, storm.octets.length);
        }
      }
    }
  }

  /** What it shows. */
  private static final class OneCertificate extends DefaultTlsServer {
    private final BcTlsCrypto bcCrypto;

    OneCertificate(BcTlsCrypto crypto) {
      super(crypto);
      bcCrypto = crypto;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv13.only();
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
      TlsCertificate shown = bcCrypto.createCertificate(LEAF.der());
      return new BcDefaultTlsCredentialedSigner(
          new TlsCryptoParameters(context),
          bcCrypto,
          PrivateKeyFactory.createKey(LEAF.privateKey().getEncoded()),
          new Certificate(
              TlsUtils.EMPTY_BYTES, new CertificateEntry[] {new CertificateEntry(shown, null)}),
          SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
  }
}
