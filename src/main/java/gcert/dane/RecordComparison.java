package gcert.dane;

import gcert.certificate.Certificate;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Compares certificates with records (RFC 6698 section 2.1, RFC 7671 section 9). */
final class RecordComparison {
  private RecordComparison() {}

  /**
   * The records that count: of the digests of the same thing for the same usage a client takes the
   * strongest that it knows, and passes over the others (RFC 7671 section 9).
   */
  static List<TlsaRecord> counting(List<TlsaRecord> records) {
    List<TlsaRecord> counting = new ArrayList<>();
    for (TlsaRecord record : records) {
      boolean outdone =
          record.matchingType() != TlsaRecord.WHOLE
              && records.stream()
                  .anyMatch(
                      other ->
                          other.usage() == record.usage()
                              && other.selector() == record.selector()
                              && other.matchingType() > record.matchingType());
      if (!outdone) {
        counting.add(record);
      }
    }
    return counting;
  }

  /** The first record that a certificate matches. */
  static Optional<TlsaRecord> first(
      List<TlsaRecord> records, boolean aboutServer, Certificate certificate) {
    return records.stream()
        .filter(record -> record.isAboutServer() == aboutServer)
        .filter(record -> matches(record, certificate))
        .findFirst();
  }

  static boolean matches(TlsaRecord record, Certificate certificate) {
    Optional<byte[]> selected =
        record.selector() == 0 ? Optional.of(certificate.der()) : key(certificate);
    return selected.map(octets -> digest(record.matchingType(), octets)).stream()
        .anyMatch(record.data()::equals);
  }

  private static Optional<byte[]> key(Certificate certificate) {
    return certificate
        .structure()
        .map(
            structure -> {
              try {
                return structure.getSubjectPublicKeyInfo().getEncoded();
              } catch (IOException e) {
                throw new IllegalStateException("what was decoded can be encoded", e);
              }
            });
  }

  static String digest(int matchingType, byte[] octets) {
    try {
      return HexFormat.of()
          .formatHex(
              switch (matchingType) {
                case 1 -> MessageDigest.getInstance("SHA-256").digest(octets);
                case 2 -> MessageDigest.getInstance("SHA-512").digest(octets);
                default -> octets;
              });
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256 and SHA-512", e);
    }
  }
}
