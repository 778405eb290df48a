package gcert.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.certificate.Certificate;
import gcert.rotation.Rotation;
import gcert.rotation.RotationKind;
import gcert.rotation.SeenCertificate;
import gcert.target.ServerTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;

/** The verdict on all certificates of one host: a headline with a line for each, or JSON. */
public final class RotationReport {
  private static final JsonFactory FACTORY = JsonText.factory();

  private RotationReport() {}

  /** The lines for a person, UTF-8. */
  public static byte[] text(ServerTarget server, Rotation rotation, Instant at) {
    StringBuilder text = new StringBuilder();
    text.append("rotation  ").append(server.hostAndPort()).append("  ");
    text.append(rotation.words()).append('\n');
    for (SeenCertificate group : rotation.groups()) {
      Certificate certificate = group.certificate();
      text.append("    ");
      if (rotation.kind() == RotationKind.ROTATING) {
        text.append(group.newest() ? "new  " : "old  ");
      }
      text.append(group.count()).append("x  ").append(certificate.key()).append("  ");
      text.append(daysLeft(certificate, at)).append("  SHA-256 ");
      text.append(certificate.sha256(), 0, 16).append("…  ");
      text.append(String.join(", ", addresses(group))).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * One object in a line, whose only keys are {@code schema} and {@code rotation}: a reader of
   * endpoints tells it by the latter.
   */
  public static byte[] json(ServerTarget server, Rotation rotation) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert/1");
      json.writeObjectFieldStart("rotation");
      json.writeStringField("target", JsonText.wellFormed(server.text()));
      json.writeStringField("host", server.host().text());
      json.writeNumberField("port", server.port());
      json.writeStringField("verdict", rotation.kind().word());
      if (rotation.reason().isPresent()) {
        json.writeStringField("reason", rotation.reason().get());
      }
      json.writeNumberField("seen", rotation.seen());
      json.writeNumberField("new", rotation.newCount());
      json.writeNumberField("keys", rotation.keyCount());
      json.writeArrayFieldStart("certificates");
      for (SeenCertificate group : rotation.groups()) {
        write(json, group);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void write(JsonGenerator json, SeenCertificate group) throws IOException {
    Certificate certificate = group.certificate();
    json.writeStartObject();
    json.writeStringField("sha256", certificate.sha256());
    json.writeStringField("spki_sha256", certificate.spkiSha256());
    json.writeStringField("key", certificate.key());
    json.writeStringField("not_before", certificate.notBefore().toString());
    json.writeStringField("not_after", certificate.notAfter().toString());
    json.writeNumberField("seen", group.count());
    json.writeBooleanField("newest", group.newest());
    json.writeBooleanField("accepted", group.accepted());
    json.writeArrayFieldStart("addresses");
    for (String address : addresses(group)) {
      json.writeString(address);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static String daysLeft(Certificate certificate, Instant at) {
    long days = DaysLeft.of(certificate, at);
    return days < 0 ? "expired" : days + (days == 1 ? " day left" : " days left");
  }

  /** Each once. */
  private static List<String> addresses(SeenCertificate group) {
    return List.copyOf(new LinkedHashSet<>(group.places()));
  }
}
