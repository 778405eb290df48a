package gcert.target;

import java.util.List;

/** The three hosts of Google's help page for mail administrators. */
public final class GmailHosts {
  /** Inbound, outbound relay, outbound submission: the texts to give to a {@link TargetParser}. */
  public static final List<String> NAMES =
      List.of("aspmx.l.google.com", "smtp-relay.gmail.com", "smtp.gmail.com");

  private GmailHosts() {}
}
