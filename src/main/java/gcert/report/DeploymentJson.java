package gcert.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.certificate.Certificate;
import gcert.deployment.Endpoint;
import gcert.failure.Failure;
import gcert.target.ServerTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * One JSON object per line for each endpoint, as {@code docs/gcert-deployed-1.schema.json} has it.
 */
public final class DeploymentJson {
  private static final JsonFactory FACTORY = JsonText.factory();

  private DeploymentJson() {}

  /** The object of one endpoint, ended by a line feed, UTF-8. */
  public static byte[] line(Endpoint endpoint) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert-deployed/1");
      writePlace(json, endpoint);
      json.writeArrayFieldStart("files");
      for (Endpoint.Served served : endpoint.served()) {
        json.writeStartObject();
        text(json, "file", served.file().name());
        json.writeFieldName("expected");
        writeCertificate(json, served.file().leaf());
        if (served.certificate().isPresent()) {
          json.writeFieldName("served");
          writeCertificate(json, served.certificate().get());
        }
        json.writeBooleanField("same", served.difference().isEmpty());
        if (served.difference().isPresent()) {
          text(json, "difference", served.difference().get());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("not_compared");
      for (Certificate certificate : endpoint.beside()) {
        writeCertificate(json, certificate);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void writePlace(JsonGenerator json, Endpoint endpoint) throws IOException {
    text(json, "target", endpoint.seen().target().text());
    if (endpoint.seen().target() instanceof ServerTarget server) {
      text(json, "host", server.host().text());
      if (server.name().isPresent()) {
        text(json, "name", server.name().get().text());
      }
      json.writeNumberField("port", server.port());
      text(json, "protocol", server.protocol().scheme());
    }
    if (!endpoint.addressText().isEmpty()) {
      text(json, "address", endpoint.addressText());
    }
    text(json, "time", endpoint.seen().time().toString());
    text(
        json,
        "status",
        endpoint.state() == Endpoint.State.FAILED
            ? "error"
            : endpoint.state().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("exit_code", endpoint.exitCode());
    if (endpoint.state() == Endpoint.State.FAILED) {
      Failure failure = endpoint.seen().failure().orElseThrow();
      text(json, "step", failure.step().label());
      text(json, "error", failure.what());
      if (failure.hint().isPresent()) {
        text(json, "hint", failure.hint().get());
      }
    }
  }

  private static void writeCertificate(JsonGenerator json, Certificate certificate)
      throws IOException {
    json.writeStartObject();
    text(json, "subject", certificate.subject());
    text(json, "not_before", certificate.notBefore().toString());
    text(json, "not_after", certificate.notAfter().toString());
    text(json, "key", certificate.key());
    text(json, "sha256", certificate.sha256());
    text(json, "spki_sha256", certificate.spkiSha256());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String field, String value) throws IOException {
    json.writeStringField(field, JsonText.wellFormed(value));
  }
}
