package gcert.watch.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.report.JsonText;
import gcert.watch.CertificateFields;
import gcert.watch.CertificateHistory;
import gcert.watch.Event;
import gcert.watch.JournalEvent;
import gcert.watch.KnownCertificate;
import gcert.watch.PlaceState;
import gcert.watch.WatchState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The certificates and events of a place over time, as one JSON object. */
public final class HistoryJson {
  private static final JsonFactory FACTORY = JsonText.factory();

  private HistoryJson() {}

  /** The object of a place, UTF-8, ended by a line feed. */
  public static byte[] line(PlaceState place, WatchState state) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", "gcert-history/1");
      json.writeStringField("target", place.place().url());
      json.writeStringField("host", place.place().host());
      json.writeNumberField("port", place.place().port());
      json.writeBooleanField("reachable", !place.condition().reach().told());
      json.writeBooleanField("rotating", place.condition().rotation().underWay());
      json.writeArrayFieldStart("certificates");
      List<KnownCertificate> inUse = place.inUse();
      for (CertificateHistory sighting : place.sightings().values()) {
        writeSighting(json, sighting, inUse.contains(sighting.certificate()));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("events");
      for (JournalEvent event : state.events()) {
        if (event.event().place().equals(place.place())) {
          writeEvent(json, event);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void writeSighting(JsonGenerator json, CertificateHistory sighting, boolean inUse)
      throws IOException {
    json.writeStartObject();
    CertificateFields.write(json, sighting.certificate());
    json.writeStringField("first_seen", sighting.first().toString());
    json.writeStringField("last_seen", sighting.last().toString());
    writeIfPresent(json, "last_verified", sighting.verified().map(Object::toString));
    json.writeBooleanField("in_use", inUse);
    json.writeArrayFieldStart("addresses");
    for (String address : sighting.addresses()) {
      json.writeString(address);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeEvent(JsonGenerator json, JournalEvent kept) throws IOException {
    Event event = kept.event();
    json.writeStartObject();
    json.writeNumberField("id", kept.id());
    json.writeStringField("time", event.time().toString());
    json.writeStringField("event", event.kind().word());
    writeIfPresent(json, "certificate", event.certificate());
    writeIfPresent(json, "previous", event.previous());
    json.writeStringField("message", event.message());
    json.writeEndObject();
  }

  private static void writeIfPresent(JsonGenerator json, String field, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    }
  }
}
