package gcert.tls;

import java.security.Security;

/**
 * Old TLS for this process: TLS 1.0 and 1.1, and cipher suites that the platform's security
 * properties turn off.
 *
 * <p>The properties are those of the running JVM. No file is changed, and nothing outside this
 * process is affected.
 */
public final class LegacyTls {
  private LegacyTls() {}

  /**
   * Lifts the platform's restrictions. To be called before anything touches JSSE, which reads the
   * properties once.
   */
  public static void enable() {
    // What remains is never wanted: SSL 3 (RFC 7568), and suites without a server certificate.
    Security.setProperty("jdk.tls.disabledAlgorithms", "SSLv3, DH_anon, ECDH_anon");
    Security.setProperty("jdk.tls.legacyAlgorithms", "");
    // Elliptic curves that the platform has and does not allow.
    Security.setProperty("jdk.disabled.namedCurves", "");
  }
}
