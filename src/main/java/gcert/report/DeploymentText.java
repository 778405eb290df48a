package gcert.report;

import gcert.deployment.Deployment;
import gcert.deployment.Endpoint;
import gcert.failure.Failure;
import gcert.target.ServerTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether servers show what files have, for a person: the verdict, then a line per endpoint. */
public final class DeploymentText {
  private static final String INDENT = "  ";

  private final Layout layout;

  /** Makes one for a screen. */
  public DeploymentText(Layout layout) {
    this.layout = layout;
  }

  /** The report, each line ended by a line feed. */
  public String of(Deployment deployment) {
    StringBuilder text = new StringBuilder(verdict(deployment)).append('\n');
    int port = 0;
    int address = 0;
    for (Endpoint endpoint : deployment.answering()) {
      port = Math.max(port, where(endpoint).length());
      address = Math.max(address, endpoint.addressText().length());
    }
    for (Endpoint endpoint : deployment.answering()) {
      String begin =
          INDENT
              + LineWrapper.padded(where(endpoint), port)
              + INDENT
              + LineWrapper.padded(endpoint.addressText(), address)
              + INDENT;
      List<String> said = said(endpoint);
      String behind = INDENT + INDENT;
      text.append(begin).append(painted(endpoint, said.get(0))).append('\n');
      for (String more : said.subList(1, said.size())) {
        for (String line :
            LineWrapper.ofWords(more, Math.max(20, layout.columns() - behind.length()))) {
          text.append(behind).append(line).append('\n');
        }
      }
    }
    return text.toString();
  }

  private String verdict(Deployment deployment) {
    if (!deployment.differing().isEmpty()) {
      return layout.painted(Colour.BAD, "DIFFERS")
          + "  reload "
          + servers(deployment.differing())
          + (deployment.failed().isEmpty()
              ? ""
              : "; could not check " + servers(deployment.failed()));
    }
    if (!deployment.failed().isEmpty()) {
      return layout.painted(Colour.BAD, "FAILED")
          + "  could not check "
          + servers(deployment.failed());
    }
    int count = deployment.answering().size();
    String files =
        deployment.files().stream()
            .map(file -> layout.text(file.name()))
            .collect(Collectors.joining(" and "));
    return layout.painted(Colour.GOOD, "OK")
        + "  "
        + files
        + (count == 1 ? " is served at 1 endpoint" : " is served at all " + count + " endpoints");
  }

  /** {@code mail.example.net:993 (imaps)}, each port once, whatever the number of addresses. */
  static String servers(List<Endpoint> endpoints) {
    Set<String> servers = new LinkedHashSet<>();
    for (Endpoint endpoint : endpoints) {
      servers.add(where(endpoint));
    }
    return String.join(", ", servers);
  }

  static String where(Endpoint endpoint) {
    return EndpointText.of(endpoint.seen().target())
        + (endpoint.seen().target() instanceof ServerTarget server
            ? " (" + server.protocol().scheme() + ")"
            : "");
  }

  private String painted(Endpoint endpoint, String text) {
    return layout.painted(endpoint.state() == Endpoint.State.SAME ? Colour.GOOD : Colour.BAD, text);
  }

  private List<String> said(Endpoint endpoint) {
    List<String> said = new ArrayList<>();
    switch (endpoint.state()) {
      case SAME -> {
        boolean alone = endpoint.served().stream().allMatch(one -> one.file().chain().size() == 1);
        said.add(alone ? "same certificate" : "same certificate and chain");
      }
      case DIFFERS -> {
        said.add("differs");
        endpoint.differences().forEach(one -> said.add(layout.shown(one)));
      }
      case CLOSED -> said.add("closed");
      case FAILED -> {
        Failure failure = endpoint.seen().failure().orElseThrow();
        said.add(failure.step().label());
        said.add(layout.shown(failure.what() + failure.hint().map(hint -> "; " + hint).orElse("")));
      }
    }
    endpoint
        .beside()
        .forEach(
            certificate ->
                said.add(
                    layout.shown(
                        "also serves a certificate with a key of the kind "
                            + certificate.keyFamily()
                            + ", which was not compared; name its file with --also")));
    return said;
  }
}
