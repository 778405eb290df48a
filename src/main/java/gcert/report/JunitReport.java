package gcert.report;

import gcert.failure.Failure;
import gcert.tls.Observation;
import gcert.trust.Finding;
import gcert.trust.Verdict;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The XML that CI servers read as the outcome of tests: a suite for the run, a test case for each
 * endpoint. A certificate judged bad is a failure, a certificate that could not be obtained an
 * error.
 */
public final class JunitReport implements RunReport {
  private final ShowReport description;
  private final List<Result> results = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  /**
   * Makes one.
   *
   * @param description describes each result
   */
  public JunitReport(ShowReport description) {
    this.description = description;
  }

  @Override
  public byte[] add(Result result) {
    results.add(result);
    return new byte[0];
  }

  @Override
  public void complain(String complaint) {
    complaints.add(complaint);
  }

  @Override
  public byte[] finish() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      writeSuite(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    out.write('\n');
    return out.toByteArray();
  }

  private void writeSuite(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", "gcert check");
    attribute(xml, "tests", Integer.toString(results.size() + complaints.size()));
    attribute(xml, "failures", Long.toString(count(Result.Status.FAILED)));
    attribute(xml, "errors", Long.toString(count(Result.Status.ERROR) + complaints.size()));
    attribute(xml, "skipped", "0");
    attribute(
        xml,
        "time",
        seconds(
            results.stream()
                .map(result -> result.observation().timing().total())
                .reduce(Duration.ZERO, Duration::plus)));
    if (!results.isEmpty()) {
      String time = results.get(0).observation().time().truncatedTo(ChronoUnit.SECONDS).toString();
      attribute(xml, "timestamp", time.replace("Z", ""));
    }
    for (Result result : results) {
      writeCase(xml, result);
    }
    for (String complaint : complaints) {
      writeComplaint(xml, complaint);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  private long count(Result.Status status) {
    return results.stream().filter(result -> result.status() == status).count();
  }

  private void writeCase(XMLStreamWriter xml, Result result) throws XMLStreamException {
    Observation observation = result.observation();
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    attribute(xml, "classname", "gcert.check");
    attribute(xml, "name", EndpointText.of(observation));
    attribute(xml, "time", seconds(observation.timing().total()));
    Optional<Failure> failure = observation.failure();
    List<Finding> findings = result.verdict().map(Verdict::findings).orElse(List.of());
    if (result.status() == Result.Status.FAILED && !findings.isEmpty()) {
      Finding gravest = findings.get(0);
      writeReason(xml, "failure", gravest.message(), gravest.rule().id(), result);
    } else if (result.status() == Result.Status.ERROR && failure.isPresent()) {
      String step = failure.get().step().label();
      writeReason(xml, "error", step + ": " + failure.get().what(), step, result);
    } else {
      startLine(xml, "system-out");
      endWithReport(xml, result);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  /** A line of the list that is not a valid target is a test that could not be run. */
  private static void writeComplaint(XMLStreamWriter xml, String complaint)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    attribute(xml, "classname", "gcert.check");
    attribute(xml, "name", "list");
    attribute(xml, "time", seconds(Duration.ZERO));
    startLine(xml, "error");
    attribute(xml, "message", complaint);
    attribute(xml, "type", "list");
    xml.writeEndElement();
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private void writeReason(
      XMLStreamWriter xml, String element, String message, String type, Result result)
      throws XMLStreamException {
    startLine(xml, element);
    attribute(xml, "message", message);
    attribute(xml, "type", type);
    endWithReport(xml, result);
  }

  private static void startLine(XMLStreamWriter xml, String element) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement(element);
  }

  private void endWithReport(XMLStreamWriter xml, Result result) throws XMLStreamException {
    xml.writeCharacters(valid(described(result)));
    xml.writeEndElement();
  }

  /** One that cannot be described must not keep the others from being. */
  private String described(Result result) {
    try {
      return description.summary(result);
    } catch (RuntimeException | StackOverflowError e) {
      return "could not be described: " + e + "; this is a bug in gcert";
    }
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, valid(value));
  }

  /** Text with U+FFFD for every character that XML 1.0 does not have (section 2.2). */
  private static String valid(String text) {
    return text.codePoints()
        .map(c -> isCharacter(c) ? c : 0xfffd)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
  }
}
