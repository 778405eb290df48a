package gcert.testing;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.failure.Category;
import gcert.failure.Failure;
import gcert.failure.Step;
import gcert.target.FileTarget;
import gcert.target.MalformedTargetException;
import gcert.target.Target;
import gcert.target.TargetParser;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.tls.TlsSession;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Observations made up for a test, without a server.
 *
 * <pre>{@code
 * Observation seen = ObservationBuilder.of("mx.test").chain(leaf).tls("TLSv1.2", cipher).build();
 * }</pre>
 */
public final class ObservationBuilder {
  private static final Instant TIME = Instant.parse("2026-11-25T12:00:00Z");

  private final Target target;
  private Optional<InetSocketAddress> address = Optional.empty();
  private Optional<Observation.Plaintext> plaintext = Optional.empty();
  private Optional<TlsSession> session = Optional.empty();
  private List<Certificate> chain = List.of();
  private Timing timing = Timing.none();
  private Optional<Failure> failure = Optional.empty();

  private ObservationBuilder(Target target) {
    this.target = target;
  }

  /** Starts an observation of a target; a server has answered at 192.0.2.25 with TLS 1.3. */
  public static ObservationBuilder of(String target) {
    try {
      Target parsed = new TargetParser(OptionalInt.empty()).parse(target);
      ObservationBuilder builder = new ObservationBuilder(parsed);
      return parsed instanceof FileTarget ? builder : builder.answered();
    } catch (MalformedTargetException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private ObservationBuilder answered() {
    try {
      address = Optional.of(new InetSocketAddress(InetAddress.getByName("192.0.2.25"), 25));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
    timing =
        new Timing(
            Optional.of(Duration.ofMillis(2)),
            Optional.of(Duration.ofMillis(10)),
            Optional.of(Duration.ofMillis(20)),
            Optional.of(Duration.ofMillis(30)),
            Optional.of(Duration.ofMillis(61)));
    return tls("TLSv1.3", "TLS_AES_128_GCM_SHA256", "x25519");
  }

  /** What {@link TestCertificate#chain()} of this certificate holds was sent. */
  public ObservationBuilder chain(TestCertificate certificate) {
    return sent(certificate.chain().toArray(TestCertificate[]::new));
  }

  /** These certificates were sent, in this order. */
  public ObservationBuilder sent(TestCertificate... certificates) {
    List<Certificate> all = new ArrayList<>();
    for (TestCertificate certificate : certificates) {
      try {
        all.add(Certificate.parse(certificate.der()));
      } catch (MalformedCertificateException e) {
        throw new IllegalArgumentException(e);
      }
    }
    chain = all;
    return this;
  }

  /** A session of this version and cipher suite, without a group. */
  public ObservationBuilder tls(String version, String cipher) {
    return session(version, cipher, Optional.empty());
  }

  /** A session of this version, cipher suite and group. */
  public ObservationBuilder tls(String version, String cipher, String group) {
    return session(version, cipher, Optional.of(group));
  }

  private ObservationBuilder session(String version, String cipher, Optional<String> group) {
    session =
        Optional.of(
            new TlsSession(version, cipher, group, Optional.of("mx.test"), false, List.of()));
    return this;
  }

  /** No session was negotiated. */
  public ObservationBuilder withoutTls() {
    session = Optional.empty();
    return this;
  }

  /** The server said this before TLS. */
  public ObservationBuilder plaintext(String greeting, String... capabilities) {
    plaintext = Optional.of(new Observation.Plaintext(greeting, List.of(capabilities)));
    return this;
  }

  /** The exchange stopped at a step; nothing after it was seen. */
  public ObservationBuilder failed(Step step, Category category, String what, String hint) {
    failure = Optional.of(new Failure(step, category, what, Optional.of(hint)));
    if (step.compareTo(Step.GREETING) < 0) {
      address = Optional.empty();
      timing = Timing.none();
    }
    return withoutTls();
  }

  /** The observation. */
  public Observation build() {
    return new Observation(target, TIME, address, plaintext, session, chain, timing, failure);
  }
}
