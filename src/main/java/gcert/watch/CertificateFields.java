package gcert.watch;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** The fields by which JSON of this package describes a certificate. */
public final class CertificateFields {
  private CertificateFields() {}

  /** Writes them into the object that is open. */
  public static void write(JsonGenerator json, KnownCertificate certificate) throws IOException {
    json.writeStringField("sha256", certificate.sha256());
    json.writeStringField("spki_sha256", certificate.spkiSha256());
    json.writeStringField("subject", certificate.subject());
    json.writeStringField("issuer", certificate.issuer());
    json.writeStringField("serial", certificate.serial());
    json.writeStringField("key_type", certificate.keyType());
    json.writeStringField("not_before", certificate.notBefore().toString());
    json.writeStringField("not_after", certificate.notAfter().toString());
  }
}
