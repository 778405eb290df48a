package gcert.cli.settings;

import gcert.cli.option.InvalidValueException;
import gcert.cli.option.ValueType;
import gcert.net.ProxyServer;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code --proxy}: {@code socks5://[USER:PASSWORD@]HOST[:PORT]}, or {@code http://…}. */
final class ProxyType implements ValueType<ProxyServer> {
  private static final int SOCKS_PORT = 1080;
  private static final int HTTP_PORT = 8080;

  @Override
  public ProxyServer parse(String text) throws InvalidValueException {
    InvalidValueException wrong =
        new InvalidValueException("is not socks5://HOST:PORT or http://HOST:PORT");
    try {
      URI uri = new URI(text.strip());
      String host = uri.getHost();
      String path = uri.getRawPath();
      if (uri.getScheme() == null || host == null || !(path.isEmpty() || path.equals("/"))) {
        throw wrong;
      }
      ProxyServer.Type kind =
          switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "socks5", "socks5h" -> ProxyServer.Type.SOCKS5;
            case "http" -> ProxyServer.Type.HTTP;
            default -> throw wrong;
          };
      int standard = kind == ProxyServer.Type.SOCKS5 ? SOCKS_PORT : HTTP_PORT;
      int port = uri.getPort() < 0 ? standard : uri.getPort();
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      if (port < 1 || port > 65535) {
        throw wrong;
      }
      return new ProxyServer(kind, bare, port, credentials(uri));
    } catch (URISyntaxException e) {
      throw wrong;
    }
  }

  private static Optional<ProxyServer.Credentials> credentials(URI uri) {
    String userInfo = uri.getRawUserInfo();
    if (userInfo == null) {
      return Optional.empty();
    }
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    String password = colon < 0 ? "" : userInfo.substring(colon + 1);
    return Optional.of(new ProxyServer.Credentials(decoded(user), decoded(password)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Never with the password, not even where what stands there is not a whole URL. */
  @Override
  public String shown(String text) {
    int at = text.lastIndexOf('@');
    int start = text.indexOf("://");
    int from = start < 0 ? 0 : start + 3;
    if (at >= from) {
      return text.substring(0, from) + "…" + text.substring(at);
    }
    int colon = text.indexOf(':', from);
    boolean port = colon < 0 || text.substring(colon + 1).matches("[0-9]{1,5}/?");
    return port ? text : text.substring(0, colon + 1) + "…";
  }
}
