package gcert.servers;

import gcert.testing.ServerIdentity;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Engines of BoringSSL, which Netty brings for the common platforms. */
final class BoringSsl {
  /** More than Netty's usual ones, which have none for ECDSA before TLS 1.2. */
  static final List<String> SUITES =
      List.of(
          "TLS_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA");

  private BoringSsl() {}

  /** Whether its library is for this platform: Linux on x86-64. */
  static boolean isHere() {
    return System.getProperty("os.name").equals("Linux")
        && System.getProperty("os.arch").equals("amd64");
  }

  /**
   * Engines of a server.
   *
   * @param versions the versions it takes, in the JDK's names
   * @param suites the cipher suites before TLS 1.3, in the JDK's names; none for the usual ones
   * @param groups the groups for the key exchange, in the registered names; none for the usual ones
   */
  static Supplier<SSLEngine> engines(
      ServerIdentity identity, List<String> versions, List<String> suites, List<String> groups) {
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(
                  identity.key(), identity.chain().toArray(X509Certificate[]::new))
              .sslProvider(SslProvider.OPENSSL)
              .protocols(versions);
      if (!suites.isEmpty()) {
        builder.ciphers(suites);
      }
      if (!groups.isEmpty()) {
        builder.option(OpenSslContextOption.GROUPS, groups.toArray(String[]::new));
      }
      SslContext context = builder.build();
      return () -> context.newEngine(UnpooledByteBufAllocator.DEFAULT);
    } catch (SSLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
