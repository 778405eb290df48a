import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

/**
 * What the platform's TLS takes from nothing to its first message, in steps, each before it would
 * come about by itself. Prints the microseconds of each, separated by tabs, under their names when
 * asked for them by {@code names}.
 */
public final class TlsSteps {
  private static final List<String> NAMES = new ArrayList<>();
  private static final List<String> MICROS = new ArrayList<>();
  private static long last = System.nanoTime();

  private TlsSteps() {}

  public static void main(String[] arguments) throws Exception {
    Security.getProperty("jdk.tls.disabledAlgorithms");
    took("security properties");
    MessageDigest.getInstance("SHA-256");
    took("list of providers, SUN");
    Security.getProvider("SunRsaSign");
    took("SunRsaSign");
    Security.getProvider("SunEC");
    took("SunEC");
    Security.getProvider("SunJSSE");
    took("SunJSSE");
    Security.getProvider("SunJCE");
    took("SunJCE");
    Cipher.getInstance("AES/GCM/NoPadding");
    took("first cipher");
    new SecureRandom().nextInt();
    took("random numbers");
    Class.forName("sun.security.ssl.CipherSuite");
    took("cipher suites");
    Class.forName("sun.security.ssl.SSLContextImpl$AbstractTLSContext");
    took("which suites are allowed");
    SSLContext context = SSLContext.getInstance("TLS");
    // Not those of the platform, which would be read.
    context.init(null, new TrustManager[0], null);
    took("context");
    Class.forName("sun.security.ssl.SignatureScheme");
    took("signature schemes");
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    took("engine");
    engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(1 << 16));
    took("first message");
    boolean named = arguments.length > 0 && arguments[0].equals("names");
    System.out.println(String.join("\t", named ? NAMES : MICROS));
  }

  private static void took(String name) {
    NAMES.add(name);
    long now = System.nanoTime();
    MICROS.add(Long.toString((now - last) / 1000));
    last = now;
  }
}
