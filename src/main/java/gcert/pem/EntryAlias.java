package gcert.pem;

import gcert.certificate.Certificate;

/** What an entry of a trust store is called. */
final class EntryAlias {
  private EntryAlias() {}

  /** The beginning of the certificate's fingerprint. */
  static String of(Certificate certificate) {
    return certificate.sha256().substring(0, 16);
  }
}
