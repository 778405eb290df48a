package gcert.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Notes that a client certificate was asked for, and gives the one that was configured. */
final class RecordingKeyManager extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";

  private final Map<Socket, Recording> recordings;
  private final Optional<ClientKey> clientKey;

  RecordingKeyManager(Map<Socket, Recording> recordings, Optional<ClientKey> clientKey) {
    this.recordings = recordings;
    this.clientKey = clientKey;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    Recording recording = recordings.get(socket);
    if (recording != null) {
      recording.clientCertificateWanted();
    }
    if (clientKey.isEmpty()) {
      return null;
    }
    // The server's list of issuers is a hint that many servers get wrong; the user's word counts.
    String algorithm = clientKey.get().key().getAlgorithm();
    for (String keyType : keyTypes) {
      if (keyType.equals(algorithm) || keyType.startsWith(algorithm + "_")) {
        return ALIAS;
      }
    }
    return null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return clientKey.map(key -> key.chain().toArray(new X509Certificate[0])).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return clientKey.map(ClientKey::key).orElse(null);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return clientKey.isPresent() ? new String[] {ALIAS} : null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
