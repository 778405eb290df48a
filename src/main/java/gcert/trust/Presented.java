package gcert.trust;

import gcert.certificate.Certificate;
import gcert.certificate.GeneralNameText;
import gcert.failure.Escaped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.jspecify.annotations.Nullable;

/**
 * One name that a certificate claims, in the form in which name constraints see it.
 *
 * @param kind the tag of the GeneralName (RFC 5280 section 4.2.1.6)
 * @param name the name
 */
record Presented(int kind, GeneralName name) {
  private static final int LIMIT = 64;

  /**
   * All names of a certificate: the subject, the alternative names, and the subject's e-mail
   * addresses where no alternative name is one (RFC 5280 section 4.2.1.10). A certificate whose
   * names cannot be read has none here; other rules refuse it.
   */
  static List<Presented> of(Certificate certificate) {
    Optional<TBSCertificate> tbs = certificate.structure().map(c -> c.getTBSCertificate());
    if (tbs.isEmpty()) {
      return List.of();
    }
    List<Presented> names = new ArrayList<>();
    boolean mailbox = addAlternatives(tbs.get().getExtensions(), names);
    X500Name subject = tbs.get().getSubject();
    if (subject.size() > 0) {
      add(new GeneralName(subject), names);
      if (!mailbox) {
        addMailboxes(subject, names);
      }
    }
    return names;
  }

  /** The alternative names alone; those that can be read, when some cannot. */
  static List<Presented> alternatives(Certificate certificate) {
    List<Presented> names = new ArrayList<>();
    certificate
        .structure()
        .map(c -> c.getTBSCertificate().getExtensions())
        .ifPresent(extensions -> addAlternatives(extensions, names));
    return names;
  }

  /** The octets of an address; empty when it is malformed. */
  byte[] octets() {
    return name.getName() instanceof ASN1OctetString octets ? octets.getOctets() : new byte[0];
  }

  /** The characters of a DNS name, mailbox or URI; empty when it is malformed. */
  String characters() {
    return name.getName() instanceof ASN1IA5String text ? text.getString() : "";
  }

  /** The name, escaped. */
  String text() {
    return Escaped.of(read(), LIMIT);
  }

  private String read() {
    try {
      return GeneralNameText.of(name);
    } catch (RuntimeException e) {
      return "a malformed name";
    }
  }

  private static boolean addAlternatives(@Nullable Extensions extensions, List<Presented> names) {
    boolean mailbox = false;
    if (extensions != null) {
      try {
        GeneralNames all =
            GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        for (GeneralName name : all == null ? new GeneralName[0] : all.getNames()) {
          add(name, names);
          mailbox |= name.getTagNo() == GeneralName.rfc822Name;
        }
      } catch (IllegalArgumentException | IllegalStateException e) {
        return mailbox;
      }
    }
    return mailbox;
  }

  private static void addMailboxes(X500Name subject, List<Presented> names) {
    for (RDN rdn : subject.getRDNs(BCStyle.EmailAddress)) {
      for (AttributeTypeAndValue part : rdn.getTypesAndValues()) {
        if (part.getType().equals(BCStyle.EmailAddress)
            && part.getValue() instanceof ASN1String text) {
          add(new GeneralName(GeneralName.rfc822Name, text.getString()), names);
        }
      }
    }
  }

  private static void add(GeneralName name, List<Presented> names) {
    names.add(new Presented(name.getTagNo(), name));
  }
}
