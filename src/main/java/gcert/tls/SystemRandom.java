package gcert.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.prng.EntropySource;
import org.bouncycastle.crypto.prng.drbg.HashSP800DRBG;

/**
 * Random numbers for keys: Bouncy Castle's generator after NIST SP 800-90A, seeded by the operating
 * system. The platform's own would search its providers first, which takes a cold JVM as long as a
 * handshake.
 */
final class SystemRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;
  private static final Path SOURCE = Path.of("/dev/urandom");

  private SystemRandom() {
    // The class above takes one call at a time.
    super(new Generator(), null);
  }

  /** A new generator, safe for use by many threads. */
  static SecureRandom create() {
    // Elsewhere than on a Unix the platform knows where its system has them.
    return Files.isReadable(SOURCE) ? new SystemRandom() : new SecureRandom();
  }

  /** Octets of the operating system; it gives no fewer than are asked for. */
  private static byte[] read(int count) {
    try (InputStream in = Files.newInputStream(SOURCE)) {
      byte[] octets = in.readNBytes(count);
      if (octets.length < count) {
        throw new IOException(SOURCE + " has ended");
      }
      return octets;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Generator extends SecureRandomSpi {
    private static final long serialVersionUID = 1L;
    private static final int STRENGTH = 256;

    /** The most that one request may ask for (SP 800-90A table 2). */
    private static final int MOST = 1 << 15;

    private final transient HashSP800DRBG generator =
        new HashSP800DRBG(
            new SHA256Digest(),
            STRENGTH,
            new SystemEntropy(),
            "gcert.tls".getBytes(StandardCharsets.US_ASCII),
            read(STRENGTH / 16));

    @Override
    protected void engineSetSeed(byte[] seed) {
      generator.reseed(seed);
    }

    @Override
    protected void engineNextBytes(byte[] octets) {
      for (int at = 0; at < octets.length; at += MOST) {
        byte[] some = new byte[Math.min(MOST, octets.length - at)];
        if (generator.generate(some, null, false) < 0) {
          generator.reseed(null);
          generator.generate(some, null, false);
        }
        System.arraycopy(some, 0, octets, at, some.length);
      }
    }

    @Override
    protected byte[] engineGenerateSeed(int count) {
      return read(count);
    }
  }

  private static final class SystemEntropy implements EntropySource {
    @Override
    public boolean isPredictionResistant() {
      return true;
    }

    @Override
    public byte[] getEntropy() {
      return read(entropySize() / 8);
    }

    @Override
    public int entropySize() {
      return Generator.STRENGTH;
    }
  }
}
