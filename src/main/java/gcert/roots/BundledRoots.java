package gcert.roots;

import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.certificate.MalformedCertificateException;
import gcert.pem.MalformedPemException;
import gcert.pem.PemReader;
import gcert.signature.Sha256;
import gcert.trust.Anchor;
import gcert.trust.AnchorStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The roots in the program: a copy of pki.goog/roots.pem.
 *
 * <p>A chain ends in one root, so parsing all of them would be most of the work of checking it. An
 * index made with the bundle tells where the certificate with a given subject stands, and only that
 * one is parsed.
 */
public final class BundledRoots implements AnchorStore {
  private static final String NAME = "bundled";

  private final byte[] text;
  private final List<Entry> entries;

  /** By where they begin. */
  private final ConcurrentMap<Integer, Anchor> parsed = new ConcurrentHashMap<>();

  private record Entry(String subjectSha256, int start, int length) {}

  /** Reads the index; no certificate is parsed yet. */
  public BundledRoots() {
    this.text = resource("roots.pem");
    this.entries = entries(new String(resource("roots.index"), StandardCharsets.US_ASCII));
  }

  /** The day on which the set was published as it is here. */
  public LocalDate taken() {
    return TakenDate.in(text())
        .orElseThrow(() -> new IllegalStateException("the bundle does not say its age"));
  }

  /** The whole bundle with its comments, UTF-8. */
  public String text() {
    return new String(text, StandardCharsets.UTF_8);
  }

  @Override
  public List<Anchor> bySubject(DistinguishedName subject) {
    String digest = Sha256.hex(subject.der());
    List<Anchor> found = new ArrayList<>(1);
    for (Entry entry : entries) {
      if (entry.subjectSha256().equals(digest)) {
        found.add(anchor(entry));
      }
    }
    return found.isEmpty() ? byEquivalentSubject(subject) : found;
  }

  /** Names that are written otherwise and yet are the same name (RFC 5280 section 7.1). */
  private List<Anchor> byEquivalentSubject(DistinguishedName subject) {
    List<Anchor> found = new ArrayList<>(1);
    for (Anchor anchor : all()) {
      if (anchor.certificate().subjectName().equals(subject)) {
        found.add(anchor);
      }
    }
    return found;
  }

  @Override
  public List<Anchor> all() {
    List<Anchor> all = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      all.add(anchor(entry));
    }
    return all;
  }

  @Override
  public String name() {
    return NAME;
  }

  private Anchor anchor(Entry entry) {
    Anchor known = parsed.get(entry.start());
    if (known == null) {
      Anchor made = parse(entry);
      Anchor earlier = parsed.putIfAbsent(entry.start(), made);
      known = earlier == null ? made : earlier;
    }
    return known;
  }

  private Anchor parse(Entry entry) {
    try {
      byte[] block = Arrays.copyOfRange(text, entry.start(), entry.start() + entry.length());
      byte[] der = PemReader.read(block, Set.of("CERTIFICATE")).get(0).octets();
      return new Anchor(Certificate.parse(der), NAME);
    } catch (MalformedPemException | MalformedCertificateException e) {
      throw new IllegalStateException("the bundled roots and their index do not match", e);
    }
  }

  private static List<Entry> entries(String index) {
    List<Entry> entries = new ArrayList<>();
    for (String line : index.split("\n", -1)) {
      if (!line.isEmpty()) {
        int first = line.indexOf(' ');
        int second = line.indexOf(' ', first + 1);
        entries.add(
            new Entry(
                line.substring(0, first),
                Integer.parseInt(line.substring(first + 1, second)),
                Integer.parseInt(line.substring(second + 1))));
      }
    }
    return entries;
  }

  private static byte[] resource(String name) {
    try (InputStream in = BundledRoots.class.getResourceAsStream("/gcert/roots/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program was built without " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the program's own resources cannot be read", e);
    }
  }
}
