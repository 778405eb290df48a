package gcert.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.comparison.Comparison;
import gcert.file.CertificateFileException;
import gcert.file.CertificateReader;
import gcert.pem.TrustStoreWriter;
import gcert.report.CalendarReport;
import gcert.report.CsvReport;
import gcert.report.JsonReport;
import gcert.report.JunitReport;
import gcert.report.Layout;
import gcert.report.NagiosReport;
import gcert.report.PrometheusReport;
import gcert.report.Result;
import gcert.report.ResultOrder;
import gcert.report.RunReport;
import gcert.report.ShowReport;
import gcert.report.TableReport;
import gcert.report.TextReport;
import gcert.report.html.HtmlReport;
import gcert.roots.FileRoots;
import gcert.roots.RootsException;
import gcert.target.Target;
import gcert.target.TargetParser;
import gcert.testing.KeyKind;
import gcert.testing.Mutation;
import gcert.testing.TestCertificate;
import gcert.tls.Observation;
import gcert.tls.Timing;
import gcert.trust.AnchorStore;
import gcert.trust.Verdict;
import gcert.trust.judge.Judge;
import gcert.trust.judge.ValidationPolicy;
import gcert.trust.path.CertificateCache;
import gcert.trust.requirement.ExpiresWithin;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.BERSet;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;

/**
 * Certificates and files of them with something changed, through every rule and every format: none
 * ends a run, and none gets a control character onto a screen. The same ones each time; {@code
 * -Dgcert.fuzz=100000} tries more, {@code -Dgcert.fuzz.seed=7} others.
 */
class CertificateFuzzIT {
  private static final int COUNT = Mutation.rounds(4_000);
  private static final TestCertificate ROOT = TestCertificate.root("Fuzz Root").mint();
  private static final TestCertificate MIDDLE =
      TestCertificate.intermediate("Fuzz CA")
          .issuedBy(ROOT)
          .permittedDns("test")
          .policies("1.2.3", "2.5.29.32.0")
          .mint();
  private static final TestCertificate RSA =
      TestCertificate.leaf("mx.test")
          .key(KeyKind.RSA_2048)
          .issuedBy(MIDDLE)
          .policies("2.23.140.1.2.1", "1.2.3")
          .ip("192.0.2.7")
          .mint();
  private static final TestCertificate EC =
      TestCertificate.leaf("mx.test", "*.mx.test")
          .issuedBy(MIDDLE)
          .subject("CN=mx.test,O=Zürich,C=CH")
          .extension(
              new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24"),
              false,
              new org.bouncycastle.asn1.DERSequence(new org.bouncycastle.asn1.ASN1Integer(5)))
          .extension(Extension.privateKeyUsagePeriod, false, new byte[] {0x30, 0})
          .mint();

  private final Random random = Mutation.random(20261128);
  private final Mutation mutation = new Mutation(random);
  private final CertificateCache known = new CertificateCache();
  private final Instant now = Instant.now();

  @Test
  void certificatesAndChains() throws Exception {
    Target server = new TargetParser(OptionalInt.empty()).parse("mx.test");
    AnchorStore root = FileRoots.read(ROOT.der(), "roots.pem");
    int read = 0;
    for (int i = 0; i < COUNT; i++) {
      List<byte[]> ders =
          new ArrayList<>(List.of(random.nextBoolean() ? RSA.der() : EC.der(), MIDDLE.der()));
      int odd = random.nextInt(ders.size());
      ders.set(odd, mutation.ofDer(ders.get(odd)));
      List<Certificate> chain = new ArrayList<>();
      for (byte[] der : ders) {
        try {
          chain.add(Certificate.parse(der));
        } catch (MalformedCertificateException e) {
          assertThat(e.getMessage()).doesNotContain("Exception", "java.", "org.bouncycastle");
        }
      }
      if (chain.size() == ders.size()) {
        read++;
        through(server, chain, root, HexFormat.of().formatHex(ders.get(odd)));
      }
    }
    // Most have to get past the outermost form, or nothing is tried.
    assertThat(read).isGreaterThan(COUNT / 3);
  }

  @Test
  void filesOfCertificates() throws Exception {
    Certificate one = Certificate.parse(EC.der());
    Certificate other = Certificate.parse(MIDDLE.der());
    List<byte[]> whole =
        List.of(
            (EC.pem() + MIDDLE.pem()).getBytes(StandardCharsets.US_ASCII),
            TestCertificate.pem("PKCS7", pkcs7()).getBytes(StandardCharsets.US_ASCII),
            pkcs7(),
            TrustStoreWriter.pkcs12(List.of(one, other)),
            TrustStoreWriter.jks(List.of(one, other)));
    for (int i = 0; i < COUNT; i++) {
      byte[] octets = mutation.of(whole.get(i % whole.size()));
      if (octets.length == 0) {
        continue;
      }
      try {
        CertificateReader.read(octets, "file", name -> Optional.empty());
      } catch (CertificateFileException e) {
        assertThat(e.getMessage()).doesNotContain("Exception", "java.", "org.bouncycastle");
      }
      try {
        FileRoots.read(octets, "roots");
      } catch (RootsException e) {
        assertThat(e.getMessage()).doesNotContain("Exception", "java.", "org.bouncycastle");
      }
    }
  }

  private void through(Target target, List<Certificate> chain, AnchorStore root, String odd)
      throws Exception {
    Observation observation =
        new Observation(
            target,
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            chain,
            Timing.none(),
            Optional.empty());
    for (boolean strict : new boolean[] {false, true}) {
      ValidationPolicy policy =
          new ValidationPolicy(
              root,
              Optional.empty(),
              Optional.of(((gcert.target.ServerTarget) target).host()),
              strict);
      Verdict verdict = Judge.judge(observation, policy, now, known);
      verdict
          .findings()
          .forEach(
              finding ->
                  assertThat(finding.message())
                      .as(odd)
                      .doesNotContain("Exception", "java.", "org.bouncycastle"));
      Result result = new Result(observation, Optional.of(verdict), now, verdict.passed() ? 0 : 1);
      for (RunReport report : reports()) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(report.add(result));
        out.write(report.finish());
        assertHarmless(out.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"), odd);
      }
    }
    Comparison.of(chain.get(0), Optional.empty(), chain.get(1), Optional.empty());
  }

  private static List<RunReport> reports() {
    ShowReport show = new ShowReport(new Layout(80, false, true), Optional.empty());
    return List.of(
        new TextReport(show, false),
        JsonReport::line,
        new PrometheusReport(),
        new JunitReport(show),
        new NagiosReport(ExpiresWithin.usual()),
        new TableReport(new Layout(80, false, true), ResultOrder.DAYS, false),
        new CsvReport(),
        new CalendarReport(ExpiresWithin.usual()),
        new HtmlReport(ResultOrder.STATUS, Optional.empty()));
  }

  private static void assertHarmless(String text, String odd) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n') || (c >= '\u007f' && c <= '\u009f') || c == '\u202e') {
        throw new AssertionError("character " + (int) c + " in " + text + " of " + odd);
      }
    }
  }

  private static byte[] pkcs7() throws Exception {
    ASN1EncodableVector certificates = new ASN1EncodableVector();
    certificates.add(org.bouncycastle.asn1.x509.Certificate.getInstance(EC.der()));
    certificates.add(org.bouncycastle.asn1.x509.Certificate.getInstance(MIDDLE.der()));
    SignedData data =
        new SignedData(
            new DERSet(),
            new ContentInfo(CMSObjectIdentifiers.data, null),
            new BERSet(certificates),
            null,
            new DERSet());
    return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded();
  }
}
