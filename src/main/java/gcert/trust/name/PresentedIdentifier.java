package gcert.trust.name;

import gcert.asn1.Asn1Decoding;
import gcert.certificate.Certificate;
import gcert.certificate.DistinguishedName;
import gcert.certificate.ExtensionOids;
import gcert.certificate.GeneralNameText;
import gcert.failure.Escaped;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * One name that a certificate claims, in the form in which name constraints see it.
 *
 * @param kind the tag of the GeneralName (RFC 5280 section 4.2.1.6)
 * @param name the name
 */
public record PresentedIdentifier(int kind, GeneralName name) {
  private static final int LIMIT = 64;

  /**
   * All names of a certificate: the subject, the alternative names, and the subject's e-mail
   * addresses where no alternative name is one (RFC 5280 section 4.2.1.10). A certificate whose
   * names cannot be read has none here; other rules refuse it.
   */
  public static List<PresentedIdentifier> of(Certificate certificate) {
    List<PresentedIdentifier> names = new ArrayList<>();
    boolean mailbox = addAlternatives(certificate, names);
    DistinguishedName subject = certificate.subjectName();
    if (!subject.isEmpty()) {
      certificate
          .structure()
          .flatMap(read -> Asn1Decoding.attempt(() -> new GeneralName(read.getSubject())))
          .ifPresent(name -> add(name, names));
      if (!mailbox) {
        addMailboxes(subject, names);
      }
    }
    return names;
  }

  /** The alternative names alone; those that can be read, when some cannot. */
  static List<PresentedIdentifier> alternatives(Certificate certificate) {
    List<PresentedIdentifier> names = new ArrayList<>();
    addAlternatives(certificate, names);
    return names;
  }

  /** The octets of an address; empty when it is malformed. */
  public byte[] octets() {
    return name.getName() instanceof ASN1OctetString octets ? octets.getOctets() : new byte[0];
  }

  /** The characters of a DNS name, mailbox or URI; empty when it is malformed. */
  public String characters() {
    return name.getName() instanceof ASN1IA5String text ? text.getString() : "";
  }

  /** The name, escaped. */
  public String text() {
    return Escaped.of(
        Asn1Decoding.readOr("a malformed name", () -> GeneralNameText.of(name)), LIMIT);
  }

  /** Whether one of them is a mailbox. */
  private static boolean addAlternatives(Certificate certificate, List<PresentedIdentifier> names) {
    List<GeneralName> read =
        certificate
            .read(
                ExtensionOids.ALTERNATIVE_NAMES,
                value -> List.of(GeneralNames.getInstance(value).getNames()))
            .orElse(List.of());
    boolean mailbox = false;
    for (GeneralName name : read) {
      add(name, names);
      mailbox |= name.getTagNo() == GeneralName.rfc822Name;
    }
    return mailbox;
  }

  private static void addMailboxes(DistinguishedName subject, List<PresentedIdentifier> names) {
    for (String mailbox : subject.texts(DistinguishedName.EMAIL_ADDRESS)) {
      add(new GeneralName(GeneralName.rfc822Name, mailbox), names);
    }
  }

  private static void add(GeneralName name, List<PresentedIdentifier> names) {
    names.add(new PresentedIdentifier(name.getTagNo(), name));
  }
}
