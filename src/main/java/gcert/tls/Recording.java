package gcert.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;

/**
 * What the managers of one handshake were shown, kept for the case that the handshake fails after
 * it. Written by the handshake's thread and read by it afterwards.
 */
final class Recording {
  private List<X509Certificate> chain = List.of();
  private List<byte[]> ocspResponses = List.of();
  private String version = "";
  private String cipher = "";
  private boolean clientCertificateRequested;

  void server(X509Certificate[] presented, SSLSession session) {
    chain = List.of(presented);
    version = session.getProtocol();
    cipher = session.getCipherSuite();
    if (session instanceof ExtendedSSLSession extended) {
      ocspResponses = List.copyOf(extended.getStatusResponses());
    }
  }

  void clientCertificateWanted() {
    clientCertificateRequested = true;
  }

  List<X509Certificate> chain() {
    return chain;
  }

  List<byte[]> ocspResponses() {
    return ocspResponses;
  }

  /** JSSE's name of the version; empty when no certificate was seen. */
  String version() {
    return version;
  }

  String cipher() {
    return cipher;
  }

  boolean clientCertificateRequested() {
    return clientCertificateRequested;
  }
}
