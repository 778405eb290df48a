package gcert.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import gcert.certificate.Certificate;
import gcert.rotation.Rotation;
import gcert.rotation.Sighting;
import gcert.target.Host;
import gcert.target.Protocol;
import gcert.target.ServerTarget;
import gcert.testing.HostileText;
import gcert.testing.TestCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON that is printed: what the schema in {@code docs/} says, whatever a server sent. */
final class JsonReportTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static String schemaText;
  private static Schema schema;

  @BeforeAll
  static void readSchema() throws IOException {
    schemaText = Files.readString(Path.of("docs", "gcert-1.schema.json"));
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schemaText, InputFormat.JSON);
  }

  @Test
  void everyKindOfResultIsAsTheSchemaHasIt() {
    for (Result result : Results.all()) {
      assertThat(faults(line(result))).as(line(result)).isEmpty();
    }
  }

  @Test
  void theSchemaIsASchema() {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(schemaText, InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaKnowsEveryKeyThatIsPrinted() {
    JsonNode known = JSON.readTree(schemaText).get("$defs").get("endpoint").get("properties");
    for (Result result : Results.all()) {
      JSON.readTree(line(result))
          .propertyNames()
          .forEach(key -> assertThat(known.has(key)).as(key).isTrue());
    }
  }

  @Test
  void everyKindOfRotationIsAsTheSchemaHasIt() throws Exception {
    Instant now = Instant.now();
    TestCertificate old =
        TestCertificate.leaf("mx.test").valid(now, now.plus(Duration.ofDays(60))).mint();
    TestCertificate renewed =
        TestCertificate.leaf("mx.test")
            .valid(now.plus(Duration.ofDays(50)), now.plus(Duration.ofDays(110)))
            .mint();
    TestCertificate other = TestCertificate.leaf("other.test").mint();
    List<TestCertificate> all = List.of(old, renewed, other);
    for (int count = 1; count <= all.size(); count++) {
      List<Sighting> sightings = new ArrayList<>();
      for (TestCertificate each : all.subList(0, count)) {
        sightings.add(new Sighting("192.0.2." + count, Certificate.parse(each.der()), true));
      }
      String line =
          new String(
              RotationReport.json(
                  new ServerTarget("mx.test", new Host.Name("mx.test"), 25, Protocol.SMTP),
                  Rotation.of(sightings)),
              StandardCharsets.UTF_8);
      assertThat(faults(line)).as(line).isEmpty();
      assertThat(faults(line.replace("\"seen\"", "\"sightings\""))).isNotEmpty();
      JsonNode known = JSON.readTree(schemaText).get("$defs").get("rotation").get("properties");
      JSON.readTree(line)
          .get("rotation")
          .propertyNames()
          .forEach(key -> assertThat(known.has(key)).as(key).isTrue());
    }
  }

  @Test
  void theSchemaRejectsWhatIsNotReported() {
    String good = line(Results.ok("mx.test"));
    assertThat(faults(good)).isEmpty();
    assertThat(faults(good.replace("\"ok\"", "\"fine\""))).isNotEmpty();
    assertThat(faults(good.replace("\"ok\"", "\"error\""))).isNotEmpty();
    assertThat(faults(good.replace("\"exit_code\":0", "\"exit_code\":1"))).isNotEmpty();
    assertThat(faults(good.replace("\"days_left\"", "\"days\""))).isNotEmpty();
    assertThat(faults(good.replace("gcert/1", "gcert/2"))).isNotEmpty();
  }

  @Test
  void whateverAServerSendsIsOneLineOfPrintableAsciiThatReadsBack() {
    for (String text : HostileText.all()) {
      String line = line(Results.hostile("mx.test", text));
      assertThat(line).endsWith("}\n");
      assertThat(line.substring(0, line.length() - 1)).matches("[ -~]*");
      assertThat(faults(line)).isEmpty();
      String greeting = JSON.readTree(line).get("starttls").get("greeting").asString();
      assertThat(greeting).isEqualTo(withoutHalves(text));
    }
  }

  @Test
  void theValuesAreThoseOfTheResult() {
    JsonNode ok = JSON.readTree(line(Results.ok("imaps://mx.test")));
    assertThat(ok.get("port").asInt()).isEqualTo(993);
    assertThat(ok.get("protocol").asString()).isEqualTo("imaps");
    assertThat(ok.get("address").asString()).isEqualTo("192.0.2.25");
    assertThat(ok.get("certificates").get(0).get("days_left").asInt()).isEqualTo(61);
    assertThat(ok.get("certificates").get(0).get("names").get(0).asString()).isEqualTo("mx.test");
    assertThat(ok.get("path").size()).isEqualTo(2);
    assertThat(ok.get("anchor").get("source").asString()).isEqualTo("bundled");
    assertThat(ok.get("timing_ms").get("handshake").asInt()).isEqualTo(61);
    JsonNode failed = JSON.readTree(line(Results.failed("mx.test")));
    assertThat(failed.get("findings").get(0).get("rule").asString()).isEqualTo("name");
    assertThat(failed.get("findings").get(0).get("severity").asString()).isEqualTo("failure");
  }

  private static String line(Result result) {
    return new String(new JsonLines().add(result), StandardCharsets.UTF_8);
  }

  private static List<com.networknt.schema.Error> faults(String line) {
    return schema.validate(
        line,
        InputFormat.JSON,
        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  private static String withoutHalves(String text) {
    return text.codePoints()
        .map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
