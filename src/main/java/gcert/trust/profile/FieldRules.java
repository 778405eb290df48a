package gcert.trust.profile;

import gcert.trust.Rule;
import gcert.trust.extension.CertificateRole;
import gcert.trust.extension.PathCertificate;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;

/** The fields that every certificate has (RFC 5280 section 4.1.2). */
final class FieldRules {
  private static final int LONGEST_SERIAL = 20;
  private static final int FIRST_GENERALIZED_YEAR = 2050;
  private static final int GENERALIZED_LENGTH = "YYYYMMDDHHMMSSZ".length();
  private static final int UTC_LENGTH = "YYMMDDHHMMSSZ".length();

  private FieldRules() {}

  static void check(
      PathCertificate subject,
      TBSCertificate fields,
      CertificateRole role,
      ProfileViolations breaches) {
    if (role != CertificateRole.ANCHOR) {
      // Roots that everybody trusts have the serial number 0.
      checkSerial(fields.getSerialNumber().getValue(), breaches);
    }
    checkVersion(fields, breaches);
    checkAlgorithm(subject, fields, breaches);
    checkTime(fields.getStartDate(), "begin", breaches);
    checkTime(fields.getEndDate(), "end", breaches);
    if (fields.getIssuer().size() == 0) {
      breaches.add(Rule.SUBJECT, "the name of its issuer is empty");
    }
    if (fields.getSubject().size() == 0 && (role != CertificateRole.END_ENTITY || subject.isCa())) {
      breaches.add(Rule.SUBJECT, "is a CA without a name");
    }
    if (fields.getIssuerUniqueId() != null || fields.getSubjectUniqueId() != null) {
      breaches.add(Rule.SUBJECT, "has a unique identifier, which no CA may issue");
    }
  }

  private static void checkSerial(BigInteger serial, ProfileViolations breaches) {
    if (serial.signum() < 0) {
      breaches.addFailure(Rule.SERIAL, "its serial number is negative");
    } else if (serial.signum() == 0) {
      breaches.add(Rule.SERIAL, "its serial number is 0");
    } else if (serial.toByteArray().length > LONGEST_SERIAL) {
      breaches.addFailure(
          Rule.SERIAL,
          "its serial number has " + serial.toByteArray().length + " octets, more than 20");
    }
  }

  private static void checkVersion(TBSCertificate fields, ProfileViolations breaches) {
    int version = fields.getVersionNumber();
    if (version != 3) {
      breaches.add(Rule.VERSION, "is of version " + version + ", not 3");
    }
  }

  /**
   * The algorithm inside the signature is the one outside (section 4.1.1.2), to the octet, and the
   * signature itself is octets: these two stand outside of what is signed.
   */
  private static void checkAlgorithm(
      PathCertificate subject, TBSCertificate fields, ProfileViolations breaches) {
    boolean same =
        subject
            .certificate()
            .structure()
            .map(c -> c.getSignatureAlgorithm().equals(fields.getSignature()))
            .orElse(false);
    if (!same) {
      breaches.addFailure(Rule.SIGNATURE, "names two different signature algorithms");
    }
    boolean whole =
        subject.certificate().structure().map(c -> c.getSignature().getPadBits() == 0).orElse(true);
    if (!whole) {
      breaches.addFailure(Rule.SIGNATURE, "its signature is not a multiple of 8 bits");
    }
  }

  /** UTCTime until 2049, GeneralizedTime from 2050 on, both with seconds and in UTC. */
  private static void checkTime(Time time, String end, ProfileViolations breaches) {
    String text;
    int length;
    if (time.toASN1Primitive() instanceof ASN1UTCTime utc) {
      text = written(utc);
      length = UTC_LENGTH;
    } else if (time.toASN1Primitive() instanceof ASN1GeneralizedTime generalized) {
      text = written(generalized);
      length = GENERALIZED_LENGTH;
      int year = year(text);
      if (year >= 0 && year < FIRST_GENERALIZED_YEAR) {
        breaches.add(Rule.DATE, "the " + end + " of its validity is a GeneralizedTime before 2050");
        return;
      }
    } else {
      return;
    }
    if (text.length() != length || !text.endsWith("Z")) {
      breaches.addFailure(
          Rule.DATE, "the " + end + " of its validity is not written in whole seconds UTC");
    }
  }

  /** What is written: Bouncy Castle completes what it reads, but not what it writes. */
  private static String written(ASN1Primitive time) {
    try {
      byte[] octets = time.getEncoded();
      return new String(octets, 2, octets.length - 2, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  private static int year(String text) {
    int year = 0;
    for (int i = 0; i < 4; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 10) : -1;
      if (digit < 0) {
        return -1;
      }
      year = 10 * year + digit;
    }
    return year;
  }
}
