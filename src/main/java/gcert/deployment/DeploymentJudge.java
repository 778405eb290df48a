package gcert.deployment;

import gcert.certificate.Certificate;
import gcert.failure.Category;
import gcert.failure.Escaped;
import gcert.failure.Step;
import gcert.tls.Observation;
import gcert.tls.TlsSession;
import java.net.InetAddress;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what an endpoint shows with what files have, each kind of key by itself. */
public final class DeploymentJudge {
  private static final int SHOWN_DIGITS = 16;
  private static final int SHOWN_NAME = 100;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  private final List<InstalledFile> files;

  /**
   * Makes one.
   *
   * @param files the files, at least one; of each kind of key one
   */
  public DeploymentJudge(List<InstalledFile> files) {
    this.files = List.copyOf(files);
  }

  /**
   * Compares.
   *
   * @param address the address that was visited; empty where none was known
   * @param seen what was seen at one port of one address
   * @param mayBeClosed whether nothing has to listen there
   */
  public Endpoint judge(Optional<InetAddress> address, Observation seen, boolean mayBeClosed) {
    List<Observation> shown = shown(seen);
    if (shown.isEmpty()) {
      return new Endpoint(
          address,
          seen,
          mayBeClosed && isClosed(seen) ? Endpoint.State.CLOSED : Endpoint.State.FAILED,
          List.of(),
          List.of());
    }
    List<Endpoint.Served> served = new ArrayList<>();
    for (InstalledFile file : files) {
      served.add(compare(file, shown));
    }
    boolean same = served.stream().allMatch(one -> one.difference().isEmpty());
    return new Endpoint(
        address,
        seen,
        !same
            ? Endpoint.State.DIFFERS
            : isProven(seen) ? Endpoint.State.SAME : Endpoint.State.FAILED,
        served,
        beside(shown));
  }

  /** Whether nothing listens at a port: the connection was refused, or nobody answered. */
  private static boolean isClosed(Observation seen) {
    return seen.failure()
        .filter(f -> f.category() == Category.NOT_REACHED && f.step() == Step.CONNECT)
        .isPresent();
  }

  /** A server that hangs up on a client without a certificate has shown its own before. */
  private static boolean isProven(Observation seen) {
    return seen.failure().isEmpty() || seen.session().map(TlsSession::proven).orElse(false);
  }

  private static List<Observation> shown(Observation seen) {
    List<Observation> shown = new ArrayList<>();
    if (!seen.chain().isEmpty()) {
      shown.add(seen);
    }
    seen.others().stream().filter(other -> !other.chain().isEmpty()).forEach(shown::add);
    return shown;
  }

  private static Endpoint.Served compare(InstalledFile file, List<Observation> shown) {
    Optional<Observation> alike =
        shown.stream()
            .filter(one -> one.chain().get(0).equals(file.leaf()))
            .findFirst()
            .or(() -> ofKind(file.leaf().keyFamily(), shown));
    if (alike.isEmpty()) {
      return new Endpoint.Served(
          file,
          Optional.empty(),
          Optional.of("serves no certificate with a key of the kind " + file.leaf().keyFamily()));
    }
    List<Certificate> chain = alike.get().chain();
    Certificate leaf = chain.get(0);
    return new Endpoint.Served(
        file,
        Optional.of(leaf),
        leaf.equals(file.leaf()) ? chainDifference(file, chain) : Optional.of(other(file, leaf)));
  }

  private static Optional<Observation> ofKind(String family, List<Observation> shown) {
    return shown.stream().filter(one -> one.chain().get(0).keyFamily().equals(family)).findFirst();
  }

  private static String other(InstalledFile file, Certificate leaf) {
    return "serves " + described(leaf) + "; the file has " + described(file.leaf());
  }

  private static String described(Certificate certificate) {
    return certificate.keyFamily()
        + " "
        + certificate.sha256().substring(0, SHOWN_DIGITS)
        + "… ("
        + DAY.format(certificate.notBefore())
        + " to "
        + DAY.format(certificate.notAfter())
        + ")";
  }

  /**
   * What differs in the certificates behind the first. A file with one certificate says nothing
   * about them; a root may be left out (RFC 8446 section 4.4.2), and their order is of no matter.
   */
  private static Optional<String> chainDifference(InstalledFile file, List<Certificate> served) {
    if (file.chain().size() == 1) {
      return Optional.empty();
    }
    List<Certificate> lacking = new ArrayList<>(file.chain());
    lacking.removeAll(served);
    lacking.removeIf(DeploymentJudge::isRoot);
    List<Certificate> more = new ArrayList<>(served);
    more.removeAll(file.chain());
    more.removeIf(DeploymentJudge::isRoot);
    if (lacking.isEmpty() && more.isEmpty()) {
      return Optional.empty();
    }
    List<String> clauses = new ArrayList<>();
    if (!lacking.isEmpty()) {
      clauses.add("does not send " + names(lacking));
    }
    if (!more.isEmpty()) {
      clauses.add("sends " + names(more) + ", which the file does not have");
    }
    return Optional.of("serves the certificate with another chain: " + String.join(", ", clauses));
  }

  private static boolean isRoot(Certificate certificate) {
    return certificate.subject().equals(certificate.issuer());
  }

  private static String names(List<Certificate> certificates) {
    List<String> names = new ArrayList<>();
    for (Certificate certificate : certificates.subList(0, Math.min(3, certificates.size()))) {
      names.add("\"" + Escaped.of(certificate.subject(), SHOWN_NAME) + "\"");
    }
    int more = certificates.size() - names.size();
    return String.join(" and ", names) + (more > 0 ? " and " + more + " more" : "");
  }

  private List<Certificate> beside(List<Observation> shown) {
    List<String> families = files.stream().map(file -> file.leaf().keyFamily()).toList();
    return shown.stream()
        .map(one -> one.chain().get(0))
        .filter(leaf -> !families.contains(leaf.keyFamily()))
        .toList();
  }
}
