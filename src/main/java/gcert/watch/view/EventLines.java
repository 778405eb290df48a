package gcert.watch.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.report.JsonText;
import gcert.watch.CertificateFields;
import gcert.watch.Event;
import gcert.watch.JournalEvent;
import gcert.watch.KnownCertificate;
import gcert.watch.WatchState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Events as lines of text for a person, and of JSON for a program. */
public final class EventLines {
  private static final JsonFactory FACTORY = JsonText.factory();

  private EventLines() {}

  /** {@code TIME HOST:PORT EVENT: MESSAGE}, UTF-8, ended by a line feed; nothing in it is raw. */
  public static byte[] text(JournalEvent kept) {
    Event event = kept.event();
    String line =
        Instant.ofEpochSecond(event.time().getEpochSecond())
            + " "
            + event.place().hostAndPort()
            + " "
            + event.kind().word()
            + ": "
            + event.message()
            + (event.reminder() ? " (reminder)" : "")
            + "\n";
    return line.getBytes(StandardCharsets.UTF_8);
  }

  /** One object, ended by a line feed, with what is known of the certificates. */
  public static byte[] json(JournalEvent kept, WatchState state) {
    Event event = kept.event();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert-event/1");
      json.writeNumberField("id", kept.id());
      json.writeStringField("event", event.kind().word());
      json.writeStringField("time", event.time().toString());
      json.writeStringField("target", event.place().url());
      json.writeStringField("host", event.place().host());
      json.writeNumberField("port", event.place().port());
      json.writeStringField("message", event.message());
      if (event.reminder()) {
        json.writeBooleanField("reminder", true);
      }
      writeCertificate(json, "certificate", event.certificate(), state);
      writeCertificate(json, "previous", event.previous(), state);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void writeCertificate(
      JsonGenerator json, String field, Optional<String> sha256, WatchState state)
      throws IOException {
    if (sha256.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(field);
    Optional<KnownCertificate> known = state.certificate(sha256.get());
    if (known.isPresent()) {
      CertificateFields.write(json, known.get());
    } else {
      json.writeStringField("sha256", sha256.get());
    }
    json.writeEndObject();
  }
}
