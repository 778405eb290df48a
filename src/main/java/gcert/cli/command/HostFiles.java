package gcert.cli.command;

import gcert.app.LocalFaultException;
import gcert.cli.message.Messages;
import gcert.cli.settings.OutputFile;
import gcert.report.CertificateFormat;
import gcert.target.ServerTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder in which each host has a file of its own, replaced as the file of {@code --output} is.
 *
 * @param folder the folder, which exists
 * @param format what the files hold
 */
record HostFiles(Path folder, CertificateFormat format) {

  /** The folder that the user named; empty when it is no folder. */
  static Optional<HostFiles> of(Optional<OutputFile> named, CertificateFormat format) {
    return named
        .map(OutputFile::path)
        .filter(Files::isDirectory)
        .map(folder -> new HostFiles(folder, format));
  }

  /**
   * Gives the file of a host this content.
   *
   * @throws LocalFaultException when it cannot be replaced; it is then as it was
   */
  void replace(ServerTarget server, byte[] content, Messages messages) throws LocalFaultException {
    new OutputFile(file(server)).replace(content, messages);
  }

  /** Says that the file of a host is as it was. */
  void keep(ServerTarget server, Messages messages) {
    OutputFile file = new OutputFile(file(server));
    messages.output(file.path().toString(), file.untouched());
  }

  /**
   * {@code mx.example.net.pem}, {@code mx.example.net_2525.pem}: letters, digits and {@code .-_}.
   */
  Path file(ServerTarget server) {
    boolean usual = server.port() == server.protocol().defaultPort().orElse(-1);
    String name = server.hostAndPort();
    String host = name.substring(0, name.lastIndexOf(':')).replaceAll("[^A-Za-z0-9.-]", "-");
    if (server.name().isPresent()) {
      host = server.identity().text().replaceAll("[^A-Za-z0-9.-]", "-");
    }
    return folder.resolve(host + (usual ? "" : "_" + server.port()) + suffix());
  }

  private String suffix() {
    return switch (format) {
      case PEM -> ".pem";
      case DER -> ".der";
      case PKCS12 -> ".p12";
      case JKS -> ".jks";
      case JSON -> ".json";
      case TEXT, FINGERPRINT, TLSA, POSTFIX -> ".txt";
    };
  }
}
