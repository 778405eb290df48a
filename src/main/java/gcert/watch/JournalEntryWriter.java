package gcert.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import gcert.report.JsonText;
import gcert.watch.JournalEntry.MarkEntry;
import gcert.watch.JournalEntry.PlaceEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes lines of the journal. {@link JournalEntryReader} reads them. */
final class JournalEntryWriter {
  /** The version of the form; a line of a later one is not touched. */
  static final String SCHEMA = "gcert-watch/1";

  /** How every line of every version begins. */
  static final String BEGINNING = "{\"schema\":\"gcert-watch/";

  private static final JsonFactory FACTORY = JsonText.factory();

  private JournalEntryWriter() {}

  /** The line of an entry, ended by a line feed, UTF-8. */
  static byte[] line(JournalEntry entry) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("schema", SCHEMA);
      if (entry instanceof PlaceEntry place) {
        writePlace(json, place);
      } else if (entry instanceof MarkEntry mark) {
        writeMark(json, mark);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private static void writeMark(JsonGenerator json, MarkEntry entry) throws IOException {
    json.writeStringField("type", word(entry.mark()));
    json.writeArrayFieldStart("events");
    for (long id : entry.ids()) {
      json.writeNumber(id);
    }
    json.writeEndArray();
  }

  private static void writePlace(JsonGenerator json, PlaceEntry entry) throws IOException {
    json.writeStringField("type", "place");
    json.writeStringField("target", entry.place().url());
    json.writeStringField("host", entry.place().host());
    json.writeNumberField("port", entry.place().port());
    json.writeArrayFieldStart("certificates");
    for (KnownCertificate certificate : entry.certificates()) {
      json.writeStartObject();
      CertificateFields.write(json, certificate);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sightings");
    for (CertificateHistory sighting : entry.sightings()) {
      writeSighting(json, sighting);
    }
    json.writeEndArray();
    writeCondition(json, entry.condition());
    json.writeArrayFieldStart("events");
    for (JournalEvent event : entry.events()) {
      writeEvent(json, event);
    }
    json.writeEndArray();
  }

  private static void writeSighting(JsonGenerator json, CertificateHistory sighting)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("sha256", sighting.certificate().sha256());
    json.writeStringField("first", sighting.first().toString());
    json.writeStringField("last", sighting.last().toString());
    writeIfPresent(json, "verified", sighting.verified().map(Object::toString));
    writeTexts(json, "addresses", sighting.addresses());
    json.writeEndObject();
  }

  private static void writeCondition(JsonGenerator json, PlaceCondition condition)
      throws IOException {
    json.writeObjectFieldStart("condition");
    RotationState rotation = condition.rotation();
    json.writeObjectFieldStart("rotation");
    writeTexts(json, "settled", rotation.settled());
    writeTexts(json, "rising", rotation.rising());
    json.writeStringField("side", word(rotation.side()));
    json.writeNumberField("calm", rotation.calm());
    json.writeNumberField("needed", rotation.needed());
    json.writeEndObject();
    Reachability reach = condition.reach();
    json.writeObjectFieldStart("reach");
    json.writeNumberField("failures", reach.failures());
    writeIfPresent(json, "since", reach.since().map(Object::toString));
    json.writeBooleanField("told", reach.told());
    json.writeEndObject();
    writeTexts(json, "expiring", new TreeSet<>(condition.expiring().keySet()));
    json.writeArrayFieldStart("expiring_steps");
    for (Map.Entry<String, Integer> item : new TreeMap<>(condition.expiring()).entrySet()) {
      if (item.getValue() != PlaceCondition.SOON) {
        json.writeStartObject();
        json.writeStringField("sha256", item.getKey());
        json.writeNumberField("days", item.getValue());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    writeIfPresent(json, "reminded", condition.reminded().map(Object::toString));
    json.writeArrayFieldStart("unexpected");
    for (Map.Entry<String, Integer> item : new TreeMap<>(condition.unexpected()).entrySet()) {
      json.writeStartObject();
      json.writeStringField("sha256", item.getKey());
      json.writeNumberField("absent", item.getValue());
      json.writeEndObject();
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
    if (event.reminder()) {
      json.writeBooleanField("reminder", true);
    }
    json.writeBooleanField("told", kept.told());
    json.writeBooleanField("done", kept.done());
    json.writeEndObject();
  }

  private static void writeTexts(JsonGenerator json, String field, Collection<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void writeIfPresent(JsonGenerator json, String field, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(field, value.get());
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
