package gcert.app.fetch;

import gcert.app.LocalFaultException;
import gcert.app.Notices;
import gcert.app.OutputFile;
import gcert.report.CertificateFormat;
import gcert.target.ServerTarget;
import java.nio.file.Path;

/**
 * A folder in which each host has a file of its own, replaced atomically.
 *
 * @param folder the folder, which exists
 * @param format what the files hold
 */
record HostFiles(Path folder, CertificateFormat format) {

  /**
   * Gives the file of a host this content.
   *
   * @throws LocalFaultException when it cannot be replaced; it is then as it was
   */
  void replace(ServerTarget server, byte[] content, Notices notices) throws LocalFaultException {
    OutputFile file = file(server);
    notices.output(file.path(), file.replace(content));
  }

  /** Says that the file of a host is as it was. */
  void keep(ServerTarget server, Notices notices) {
    OutputFile file = file(server);
    notices.output(file.path(), file.untouched());
  }

  /**
   * {@code mx.example.net.pem}, {@code mx.example.net_2525.pem}: letters, digits and {@code .-_}.
   */
  private OutputFile file(ServerTarget server) {
    boolean usual = server.port() == server.protocol().defaultPort().orElse(-1);
    String name = server.hostAndPort();
    String host = name.substring(0, name.lastIndexOf(':')).replaceAll("[^A-Za-z0-9.-]", "-");
    if (server.name().isPresent()) {
      host = server.identity().text().replaceAll("[^A-Za-z0-9.-]", "-");
    }
    return new OutputFile(folder.resolve(host + (usual ? "" : "_" + server.port()) + suffix()));
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
