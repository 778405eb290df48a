package gcert.watch.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.report.JsonText;
import gcert.watch.CertificateFields;
import gcert.watch.KnownCertificate;
import gcert.watch.PlaceState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How things stand, as lines of text for a person, and of JSON for a program. */
public final class StatusLines {
  private static final JsonFactory FACTORY = JsonText.factory();

  private StatusLines() {}

  /** {@code STATUS HOST:PORT: MESSAGE}, UTF-8, ended by a line feed. */
  public static byte[] text(PlaceState place, Status status) {
    String line =
        String.format("%-11s", status.word().text())
            + " "
            + place.place().hostAndPort()
            + ": "
            + status.message()
            + "\n";
    return line.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * One object, ended by a line feed.
   *
   * @param exitCode the exit code for this place alone
   */
  public static byte[] json(PlaceState place, Status status, int exitCode) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert-status/1");
      json.writeStringField("target", place.place().url());
      json.writeStringField("host", place.place().host());
      json.writeNumberField("port", place.place().port());
      json.writeStringField("status", status.word().text());
      json.writeNumberField("exit_code", exitCode);
      json.writeStringField("message", status.message());
      Optional<KnownCertificate> certificate = status.certificate();
      if (certificate.isPresent()) {
        json.writeObjectFieldStart("certificate");
        CertificateFields.write(json, certificate.get());
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }
}
