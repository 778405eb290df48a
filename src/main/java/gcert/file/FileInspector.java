package gcert.file;

import gcert.certificate.Certificate;
import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.target.FileTarget;
import gcert.tls.Observation;
import gcert.tls.Timing;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Observes files: the counterpart of {@link gcert.tls.Inspector} for what is not a server. */
public final class FileInspector {
  private final InputStream standardInput;
  private final Passwords passwords;
  private final Clock clock;

  /**
   * Makes one.
   *
   * @param standardInput what the target {@code -} stands for; it is read to its end, once
   * @param passwords for stores that have one
   * @param clock gives the time of the observations
   */
  public FileInspector(InputStream standardInput, Passwords passwords, Clock clock) {
    this.standardInput = standardInput;
    this.passwords = passwords;
    this.clock = clock;
  }

  /**
   * Reads the certificates of one file, the end entity's first. A file that cannot be read gives an
   * observation with a failure at {@link Step#READ}; nothing is thrown.
   */
  public Observation inspect(FileTarget target) {
    List<Certificate> chain = List.of();
    Optional<Failure> failure = Optional.empty();
    try {
      Optional<Path> path = target.path();
      byte[] content =
          path.isPresent() ? FileContent.read(path.get()) : FileContent.read(standardInput);
      String name = path.map(Path::toString).orElse("standard input");
      chain =
          ChainOrder.endEntityFirst(CertificateReader.read(content, Escaped.of(name), passwords));
    } catch (CertificateFileException e) {
      failure = Optional.of(new Failure(Step.READ, Category.LOCAL, what(e), e.hint()));
    }
    return new Observation(
        target,
        clock.instant(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        chain,
        Timing.none(),
        failure);
  }

  private static String what(CertificateFileException e) {
    return String.valueOf(e.getMessage());
  }
}
