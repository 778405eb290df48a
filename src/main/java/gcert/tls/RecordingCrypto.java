package gcert.tls;

import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** Bouncy Castle's own cryptography for one handshake, which takes certificates as they come. */
final class RecordingCrypto extends BcTlsCrypto {
  private final Recording recording;

  RecordingCrypto(SecureRandom random, Recording recording) {
    super(random);
    this.recording = recording;
  }

  @Override
  public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
    return type == CertificateType.X509
        ? new PeerCertificate(this, encoding, recording)
        : super.createCertificate(type, encoding);
  }
}
