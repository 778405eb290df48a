package gcert.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The answer to one request. Unescaped: whoever shows a part of it escapes it.
 *
 * @param status the status code, 100 to 599 as a rule
 * @param headers the header fields by name in lower case; values of a repeated field joined by a
 *     comma (RFC 9110 section 5.3)
 * @param body the content, without what it was wrapped in on the way
 */
@SuppressWarnings("ArrayRecordComponent") // Answers are read, never compared.
public record HttpAnswer(int status, Map<String, String> headers, byte[] body) {

  /** Takes a copy of the map. */
  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /** The value of a header field; letter case does not matter. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The media type without its parameters, in lower case (RFC 9110 section 8.3.1). */
  public Optional<String> mediaType() {
    return header("content-type")
        .map(
            type -> {
              int end = type.indexOf(';');
              return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
            });
  }
}
