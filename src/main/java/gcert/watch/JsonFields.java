package gcert.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one JSON object of the journal, each read with the type it has to have. */
final class JsonFields {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int HASH_LENGTH = 64;

  private final Map<String, Object> fields;

  private JsonFields(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** Reads a line that holds one object and nothing else. */
  static JsonFields parse(byte[] text, int offset, int length) throws MalformedJournalException {
    try (JsonParser parser = FACTORY.createParser(text, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedJournalException("is not a JSON object");
      }
      JsonFields read = object(parser);
      if (parser.nextToken() != null) {
        throw new MalformedJournalException("has something behind its JSON object");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new MalformedJournalException("is not JSON");
    } catch (IOException e) {
      throw new MalformedJournalException("is not UTF-8");
    }
  }

  private static JsonFields object(JsonParser parser)
      throws IOException, MalformedJournalException {
    Map<String, Object> fields = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      fields.put(name, value(parser, parser.nextToken()));
    }
    return new JsonFields(fields);
  }

  private static Object value(JsonParser parser, JsonToken token)
      throws IOException, MalformedJournalException {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (JsonToken item = parser.nextToken();
            item != JsonToken.END_ARRAY;
            item = parser.nextToken()) {
          items.add(value(parser, item));
        }
        yield items;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw new MalformedJournalException("holds a value of an unknown kind");
    };
  }

  String text(String name) throws MalformedJournalException {
    return required(name, String.class);
  }

  Optional<String> optionalText(String name) throws MalformedJournalException {
    return fields.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
  }

  Instant instant(String name) throws MalformedJournalException {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException e) {
      throw wrong(name);
    }
  }

  Optional<Instant> optionalInstant(String name) throws MalformedJournalException {
    return fields.containsKey(name) ? Optional.of(instant(name)) : Optional.empty();
  }

  long number(String name) throws MalformedJournalException {
    return required(name, Long.class);
  }

  /** A number from 0 to the largest int. */
  int count(String name) throws MalformedJournalException {
    long number = number(name);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw wrong(name);
    }
    return (int) number;
  }

  boolean flag(String name) throws MalformedJournalException {
    return required(name, Boolean.class);
  }

  /** A SHA-256 in lower-case hex. It names a file, so nothing else may pass. */
  String hash(String name) throws MalformedJournalException {
    String hash = text(name);
    if (!isHash(hash)) {
      throw wrong(name);
    }
    return hash;
  }

  Optional<String> optionalHash(String name) throws MalformedJournalException {
    return fields.containsKey(name) ? Optional.of(hash(name)) : Optional.empty();
  }

  List<String> hashes(String name) throws MalformedJournalException {
    List<String> hashes = items(name, String.class);
    for (String hash : hashes) {
      if (!isHash(hash)) {
        throw wrong(name);
      }
    }
    return hashes;
  }

  List<String> texts(String name) throws MalformedJournalException {
    return items(name, String.class);
  }

  List<Long> numbers(String name) throws MalformedJournalException {
    return items(name, Long.class);
  }

  JsonFields object(String name) throws MalformedJournalException {
    return required(name, JsonFields.class);
  }

  List<JsonFields> objects(String name) throws MalformedJournalException {
    return items(name, JsonFields.class);
  }

  /** The objects of a list that need not be there. */
  List<JsonFields> optionalObjects(String name) throws MalformedJournalException {
    return fields.containsKey(name) ? objects(name) : List.of();
  }

  /** A flag that is false where it is not there. */
  boolean optionalFlag(String name) throws MalformedJournalException {
    return fields.containsKey(name) && flag(name);
  }

  MalformedJournalException wrong(String name) {
    return new MalformedJournalException("has no good '" + name + "'");
  }

  private <T> T required(String name, Class<T> type) throws MalformedJournalException {
    Object value = fields.get(name);
    if (!type.isInstance(value)) {
      throw wrong(name);
    }
    return type.cast(value);
  }

  private <T> List<T> items(String name, Class<T> type) throws MalformedJournalException {
    List<T> items = new ArrayList<>();
    for (Object item : required(name, List.class)) {
      if (!type.isInstance(item)) {
        throw wrong(name);
      }
      items.add(type.cast(item));
    }
    return items;
  }

  private static boolean isHash(String text) {
    if (text.length() != HASH_LENGTH) {
      return false;
    }
    for (int i = 0; i < HASH_LENGTH; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
