package gcert.probe;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the answers of a server show beside what was asked. */
final class Evidence {
  /** A server has few certificates; one that shows another each time is not followed. */
  private static final int MOST_CERTIFICATES = 16;

  /** Codes of groups by how the key of a certificate on the curve is described. */
  private static final Map<String, Integer> KEY_CURVES =
      Map.of("EC P-256", 23, "EC P-384", 24, "EC P-521", 25);

  private final Map<String, Certificate> certificates = new LinkedHashMap<>();
  private final Set<Integer> extensions = new LinkedHashSet<>();
  private boolean answered;
  private boolean blockCipher;
  private boolean stapled;
  private boolean compressed;

  /** Takes note of an answer of SSL 3.0 to TLS 1.2. */
  void note(HelloAnswer.Accepted answer) {
    ServerHello hello = answer.hello();
    answered = true;
    extensions.addAll(hello.extensions());
    blockCipher |= Registry.suite(hello.suite()).isBlockCipher();
    stapled |= answer.stapled();
    compressed |= hello.compression();
    if (!answer.certificates().isEmpty()) {
      note(answer.certificates().get(0));
    }
  }

  private void note(byte[] der) {
    try {
      note(Certificate.parse(der));
    } catch (MalformedCertificateException e) {
      // What check says about it is better than anything said here.
      return;
    }
  }

  /** Takes note of all that stands in other notes. */
  void noteAll(Evidence other) {
    other.certificates.values().forEach(this::note);
    extensions.addAll(other.extensions);
    answered |= other.answered;
    blockCipher |= other.blockCipher;
    stapled |= other.stapled;
    compressed |= other.compressed;
  }

  /** Takes note of a certificate. */
  void note(Certificate certificate) {
    if (certificates.size() < MOST_CERTIFICATES) {
      certificates.putIfAbsent(certificate.sha256(), certificate);
    }
  }

  List<Certificate> certificates() {
    return new ArrayList<>(certificates.values());
  }

  /** The codes of the curves of the certificates' keys. */
  List<Integer> keyCurves() {
    List<Integer> curves = new ArrayList<>();
    for (Certificate certificate : certificates.values()) {
      Optional.ofNullable(KEY_CURVES.get(certificate.key())).ifPresent(curves::add);
    }
    return curves;
  }

  /** Whether it answered to an extension; unknown without an answer before TLS 1.3. */
  Support extension(int type) {
    return answered ? Support.of(extensions.contains(type)) : Support.UNKNOWN;
  }

  /** As above; unknown as well when it never chose a suite to which it applies. */
  Support encryptThenMac() {
    return blockCipher ? extension(ClientHello.ENCRYPT_THEN_MAC) : Support.UNKNOWN;
  }

  Support compression() {
    return answered ? Support.of(compressed) : Support.UNKNOWN;
  }

  Support stapling() {
    return stapled ? Support.YES : answered ? Support.NO : Support.UNKNOWN;
  }
}
