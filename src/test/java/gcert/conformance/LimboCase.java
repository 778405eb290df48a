package gcert.conformance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One case of x509-limbo: a server's certificate, what else was sent, whom one trusts, and whether
 * a client may go on.
 *
 * @param id the name of the case
 * @param chain the certificates as PEM, that of the server first
 * @param trusted the trusted certificates as PEM
 * @param time when; empty for now
 * @param name the name or address of the server; empty when it is not checked
 * @param mayPass whether the certificate has to be accepted; otherwise it has to be refused
 * @param applicable whether gcert claims to judge such a case
 */
record LimboCase(
    String id,
    List<String> chain,
    List<String> trusted,
    Optional<Instant> time,
    Optional<String> name,
    boolean mayPass,
    boolean applicable) {

  /** Reads every case of a file. */
  static List<LimboCase> read(Path file) throws IOException {
    List<LimboCase> cases = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(Files.newInputStream(file))) {
      while (json.nextToken() != null) {
        if ("testcases".equals(json.currentName())
            && json.currentToken() == JsonToken.START_ARRAY) {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            cases.add(readOne(json));
          }
        }
      }
    }
    return cases;
  }

  private static LimboCase readOne(JsonParser json) throws IOException {
    String id = "";
    List<String> chain = new ArrayList<>();
    List<String> trusted = new ArrayList<>();
    Optional<Instant> time = Optional.empty();
    Optional<String> name = Optional.empty();
    boolean mayPass = false;
    boolean applicable = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "id" -> id = json.getText();
        case "peer_certificate" -> chain.add(0, json.getText());
        case "untrusted_intermediates" -> chain.addAll(strings(json));
        case "trusted_certs" -> trusted.addAll(strings(json));
        case "validation_time" -> {
          if (value != JsonToken.VALUE_NULL) {
            time = Optional.of(OffsetDateTime.parse(json.getText()).toInstant());
          }
        }
        case "expected_peer_name" -> name = peerName(json);
        case "expected_result" -> mayPass = json.getText().equals("SUCCESS");
        case "validation_kind" -> applicable &= json.getText().equals("SERVER");
        // No revocation, and no limit to the length of a path that a user could set.
        case "features" -> applicable &= !strings(json).contains("has-crl");
        case "max_chain_depth" -> applicable &= value == JsonToken.VALUE_NULL;
        default -> json.skipChildren();
      }
    }
    return new LimboCase(id, chain, trusted, time, name, mayPass, applicable);
  }

  private static Optional<String> peerName(JsonParser json) throws IOException {
    Optional<String> name = Optional.empty();
    if (json.currentToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals("value")) {
          name = Optional.of(json.getText());
        }
      }
    }
    return name;
  }

  private static List<String> strings(JsonParser json) throws IOException {
    List<String> strings = new ArrayList<>();
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        strings.add(json.getText());
      }
    }
    return strings;
  }
}
