package gcert.probe;

/** One server that can be asked, each time on a connection of its own. */
interface ProbeConnection {

  /** Asks with a hello of SSL 3.0 to TLS 1.3, and reads the answer up to the certificate. */
  HelloAnswer ask(ClientHello hello);

  /**
   * Asks in TLS 1.3 whether the server would go on as far as its certificate, which is encrypted.
   */
  HelloAnswer askForCertificate(ClientHello hello);

  /**
   * Asks with a hello that may get lost on the way, which tells nothing about the server.
   *
   * @param cut after how many octets the first piece ends; 0 sends the hello in one piece
   */
  HelloAnswer askInPieces(ClientHello hello, int cut);

  /** Asks with the hello of SSL 2.0. */
  HelloAnswer askSsl2();
}
