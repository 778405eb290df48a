package gcert.watch;

import gcert.watch.JournalEntry.Mark;
import gcert.watch.JournalEntry.MarkEntry;
import gcert.watch.JournalEntry.PlaceEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads lines of the journal. A reader remembers the certificates of the lines it has read. */
final class JournalEntryReader {
  private final Map<String, KnownCertificate> certificates = new HashMap<>();

  /**
   * Reads the next line.
   *
   * @throws MalformedEntryException when it is not what gcert writes
   * @throws NewerEntryException when a newer version wrote it
   */
  JournalEntry read(byte[] text, int offset, int length)
      throws MalformedJournalException, NewerJournalException {
    JsonFields fields = JsonFields.parse(text, offset, length);
    checkSchema(fields.text("schema"));
    String type = fields.text("type");
    return switch (type) {
      case "place" -> placeEntry(fields);
      case "told", "done" ->
          new MarkEntry(Mark.valueOf(type.toUpperCase(Locale.ROOT)), fields.numbers("events"));
      default -> throw fields.wrong("type");
    };
  }

  private static void checkSchema(String schema)
      throws MalformedJournalException, NewerJournalException {
    if (schema.equals(JournalEntryWriter.SCHEMA)) {
      return;
    }
    String family =
        JournalEntryWriter.SCHEMA.substring(0, JournalEntryWriter.SCHEMA.indexOf('/') + 1);
    if (schema.startsWith(family)) {
      throw new NewerJournalException();
    }
    throw new MalformedJournalException("has no good 'schema'");
  }

  private PlaceEntry placeEntry(JsonFields fields) throws MalformedJournalException {
    Place place = new Place(fields.text("target"), fields.text("host"), fields.count("port"));
    List<KnownCertificate> fresh = new ArrayList<>();
    for (JsonFields certificate : fields.objects("certificates")) {
      fresh.add(certificate(certificate));
    }
    fresh.forEach(certificate -> certificates.put(certificate.sha256(), certificate));
    List<CertificateHistory> sightings = new ArrayList<>();
    for (JsonFields sighting : fields.objects("sightings")) {
      sightings.add(sighting(sighting));
    }
    List<JournalEvent> events = new ArrayList<>();
    for (JsonFields event : fields.objects("events")) {
      events.add(event(event, place));
    }
    PlaceCondition condition = condition(fields.object("condition"));
    return new PlaceEntry(place, fresh, sightings, condition, events);
  }

  private static KnownCertificate certificate(JsonFields fields) throws MalformedJournalException {
    return new KnownCertificate(
        fields.hash("sha256"),
        fields.hash("spki_sha256"),
        fields.text("subject"),
        fields.text("issuer"),
        fields.text("serial"),
        fields.text("key_type"),
        fields.instant("not_before"),
        fields.instant("not_after"));
  }

  private CertificateHistory sighting(JsonFields fields) throws MalformedJournalException {
    KnownCertificate certificate = certificates.get(fields.hash("sha256"));
    if (certificate == null) {
      throw new MalformedJournalException("refers to a certificate that no line before it has");
    }
    return new CertificateHistory(
        certificate,
        fields.instant("first"),
        fields.instant("last"),
        fields.optionalInstant("verified"),
        fields.texts("addresses"));
  }

  private static JournalEvent event(JsonFields fields, Place place)
      throws MalformedJournalException {
    Event event =
        new Event(
            fields.instant("time"),
            constant(EventKind.class, fields, "event"),
            place,
            fields.optionalHash("certificate"),
            fields.optionalHash("previous"),
            fields.text("message"),
            fields.optionalFlag("reminder"));
    return new JournalEvent(fields.number("id"), event, fields.flag("told"), fields.flag("done"));
  }

  private PlaceCondition condition(JsonFields fields) throws MalformedJournalException {
    JsonFields rotation = fields.object("rotation");
    JsonFields reach = fields.object("reach");
    Map<String, Integer> unexpected = new HashMap<>();
    for (JsonFields item : fields.objects("unexpected")) {
      unexpected.put(item.hash("sha256"), item.count("absent"));
    }
    return new PlaceCondition(
        new RotationState(
            inUse(rotation, "settled"),
            inUse(rotation, "rising"),
            constant(RotationState.Side.class, rotation, "side"),
            rotation.count("calm"),
            rotation.count("needed")),
        new Reachability(
            reach.count("failures"), reach.optionalInstant("since"), reach.flag("told")),
        expiring(fields),
        unexpected,
        fields.optionalInstant("reminded"));
  }

  /** Lines of earlier versions have no steps. */
  private static Map<String, Integer> expiring(JsonFields fields) throws MalformedJournalException {
    Map<String, Integer> expiring = new HashMap<>();
    for (String sha256 : fields.hashes("expiring")) {
      expiring.put(sha256, PlaceCondition.SOON);
    }
    for (JsonFields step : fields.optionalObjects("expiring_steps")) {
      expiring.replace(step.hash("sha256"), step.count("days"));
    }
    return expiring;
  }

  private List<String> inUse(JsonFields rotation, String name) throws MalformedJournalException {
    List<String> hashes = rotation.hashes(name);
    if (!certificates.keySet().containsAll(hashes)) {
      throw new MalformedJournalException("refers to a certificate that no line before it has");
    }
    return hashes;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, JsonFields fields, String name)
      throws MalformedJournalException {
    try {
      return Enum.valueOf(type, fields.text(name).toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw fields.wrong(name);
    }
  }
}
