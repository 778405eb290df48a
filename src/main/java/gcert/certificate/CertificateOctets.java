package gcert.certificate;

import gcert.asn1.DerCursor;
import gcert.asn1.MalformedAsn1Exception;

/**
 * The parts of a certificate of which the very octets matter (RFC 5280 section 4.1).
 *
 * @param toBeSigned what the issuer signed
 * @param publicKey the SubjectPublicKeyInfo; empty when there is none where it should be
 */
@SuppressWarnings("ArrayRecordComponent") // The parts are read, never compared.
record CertificateOctets(byte[] toBeSigned, byte[] publicKey) {
  /** Context-specific, constructed, number 0: the version. */
  private static final int VERSION = 0xa0;

  /** Serial number, signature, issuer, validity and subject stand before the key. */
  private static final int FIELDS_BEFORE_KEY = 5;

  /**
   * Cuts a certificate apart.
   *
   * @throws MalformedCertificateException when the octets are not a sequence of a sequence, a
   *     sequence and a bit string, and no more
   */
  static CertificateOctets of(byte[] octets) throws MalformedCertificateException {
    try {
      DerCursor all = DerCursor.of(octets);
      DerCursor whole = all.enter(DerCursor.SEQUENCE);
      require(all.isAtEnd(), "there is something behind it");
      require(whole.tag() == DerCursor.SEQUENCE, "its first part is not a sequence");
      byte[] toBeSigned = whole.next();
      whole.enter(DerCursor.SEQUENCE);
      whole.enter(DerCursor.BIT_STRING);
      require(whole.isAtEnd(), "it has more than three parts");
      return new CertificateOctets(toBeSigned, publicKey(toBeSigned));
    } catch (MalformedAsn1Exception e) {
      throw new MalformedCertificateException(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] publicKey(byte[] toBeSigned) {
    try {
      DerCursor fields = DerCursor.of(toBeSigned).enter(DerCursor.SEQUENCE);
      int before = (fields.tag() == VERSION ? 1 : 0) + FIELDS_BEFORE_KEY;
      for (int i = 0; i < before; i++) {
        fields.skip();
      }
      return fields.next();
    } catch (MalformedAsn1Exception e) {
      return new byte[0];
    }
  }

  private static void require(boolean holds, String otherwise) throws MalformedAsn1Exception {
    if (!holds) {
      throw new MalformedAsn1Exception(otherwise);
    }
  }
}
