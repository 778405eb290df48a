package gcert.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.tls.ClearExchange;
import gcert.tls.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * One JSON object per line for each endpoint that was only looked at, as {@code
 * docs/gcert-peek-1.schema.json} has it. Its keys mean what they mean in {@link JsonReport}, but
 * its schema is another one and so is the word for its status: nothing here is a verdict.
 */
public final class PeekJson {
  private static final JsonFactory FACTORY = JsonText.factory();

  private PeekJson() {}

  /** The object of one result, ended by a line feed, UTF-8. */
  public static byte[] line(Result result) {
    Observation seen = result.observation();
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert-peek/1");
      JsonReport.writeEndpoint(json, result, seen.chain().isEmpty() ? "error" : "seen");
      json.writeBooleanField("proven", PeekText.isProven(seen));
      if (seen.failure().equals(Optional.of(ClearExchange.TLS_1_3_ONLY))) {
        json.writeBooleanField("tls13_only", true);
      }
      JsonReport.writeSession(json, seen);
      JsonReport.writeCertificates(json, "certificates", seen.chain(), result.at());
      JsonReport.writeTiming(json, seen.timing());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }
}
