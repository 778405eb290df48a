package gcert.certificate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.cert.ct.SignedCertificateTimestamp;
import org.bouncycastle.cert.ct.SignedCertificateTimestampList;

/**
 * Which Certificate Transparency logs have promised to show a certificate (RFC 6962 section 3.3).
 */
final class SctText {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  /**
   * Logs of Google's list 93.3 of 2026-10-03. An identifier is the SHA-256 of the log's key, so
   * that a wrong name can do no more than mislead a reader.
   */
  private static final Map<String, String> NAMES =
      Map.of(
          "1219ENGn9XfCx+lf1wC/+YLJM1pl4dCzAXMXwMjFaXc=", "Google Argon2026h2",
          "1tWNqdAXU/NqSqDHV0kCr+vH3CzTjNn3ZMgMiRkenwI=", "Google Argon2027h1",
          "2AlVO5RPev/IFhlvlE+Fq7D4/F6HVSYPFdEucrtFSxQ=", "Google Xenon2026h2",
          "RMK9DOkUDmSlyUoBkwpaobs1lw4A7hEWiWgqHETXtWY=", "Google Xenon2027h1",
          "HIl0B+YBCgEpO7Z439ejaM6xjMpSHcyk04bkoy5bXQQ=", "Google ParcelYard2027h1",
          "X/nA+6QtrHjOZELrGazggaKb1OL7U68MYzB55QWCBMk=", "Google PlumbersArms2027h1");

  private SctText() {}

  /** The time and the log of each timestamp; a log that is not known by its identifier. */
  static List<String> of(ASN1Encodable value) {
    byte[] list = ASN1OctetString.getInstance(value).getOctets();
    List<String> words = new ArrayList<>();
    for (Object timestamp : SignedCertificateTimestampList.getInstance(list).getSCTs()) {
      words.add(word((SignedCertificateTimestamp) timestamp));
    }
    return words;
  }

  private static String word(SignedCertificateTimestamp timestamp) {
    String id = Base64.getEncoder().encodeToString(timestamp.getLogID());
    String time = UTC.format(Instant.ofEpochMilli(timestamp.getTimestamp()));
    return time + " " + NAMES.getOrDefault(id, "log " + id);
  }
}
