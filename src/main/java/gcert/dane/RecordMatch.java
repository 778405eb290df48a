package gcert.dane;

import gcert.certificate.Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What single records are for: certificates of a chain, or a key whatever certificate it is in. */
public final class RecordMatch {
  private static final int KEY = 1;
  private static final int SHA_256 = 1;
  private static final int SHA_512 = 2;

  private RecordMatch() {}

  /**
   * Whether a record names the server's certificate or key, or, for usages 0 and 2, one behind it
   * in a chain. What the record takes besides is not looked at.
   *
   * @param chain at least one certificate, the end entity's first
   */
  public static boolean names(TlsaRecord record, List<Certificate> chain) {
    List<Certificate> named =
        record.isAboutServer() ? chain.subList(0, 1) : chain.subList(1, chain.size());
    return named.stream().anyMatch(one -> RecordComparison.matches(record, one));
  }

  /**
   * A record of usage 3 and selector 1 that names a key, of those that count (RFC 7671 section 9).
   *
   * @param usable the records that can be used
   * @param sha256 the SHA-256 of the key's SubjectPublicKeyInfo, lower-case hex digits
   * @param spki the SubjectPublicKeyInfo; empty where only its digest is known, which matches by
   *     SHA-256 alone
   */
  public static Optional<TlsaRecord> ofKey(
      List<TlsaRecord> usable, String sha256, Optional<byte[]> spki) {
    return RecordComparison.counting(usable).stream()
        .filter(record -> record.usage() == TlsaRecord.DANE_EE && record.selector() == KEY)
        .filter(
            record ->
                switch (record.matchingType()) {
                  case SHA_256 -> record.data().equals(sha256);
                  case SHA_512 ->
                      spki.map(octets -> RecordComparison.digest(SHA_512, octets))
                          .filter(record.data()::equals)
                          .isPresent();
                  default ->
                      spki.map(HexFormat.of()::formatHex).filter(record.data()::equals).isPresent();
                })
        .findFirst();
  }
}
