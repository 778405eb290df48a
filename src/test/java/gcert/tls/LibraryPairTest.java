package gcert.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.jar.JarFile;
import org.bouncycastle.crypto.CryptoServicesRegistrar;
import org.bouncycastle.tls.TlsClientProtocol;
import org.junit.jupiter.api.Test;

/** The TLS library is older than the cryptography below it; this is the pair that was tested. */
class LibraryPairTest {

  @Test
  void theLibrariesAreThePairThatWasTested() throws Exception {
    assertThat(versionOf(TlsClientProtocol.class)).isEqualTo("1.84");
    assertThat(versionOf(CryptoServicesRegistrar.class)).isEqualTo("1.87");
  }

  private static String versionOf(Class<?> type) throws IOException {
    String file = type.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (JarFile jar = new JarFile(file)) {
      return jar.getManifest().getMainAttributes().getValue("Bundle-Version");
    }
  }
}
