package gcert.app.watch;

import gcert.app.FileOutcome;
import gcert.app.LocalFaultException;
import gcert.app.Notices;
import gcert.certificate.Certificate;
import gcert.failure.Escaped;
import gcert.failure.IoFault;
import gcert.target.ServerTarget;
import gcert.watch.KnownCertificate;
import gcert.watch.Place;
import gcert.watch.StateException;
import gcert.watch.StateFolder;
import gcert.watch.pin.PinFile;
import gcert.watch.pin.PinFormat;
import gcert.watch.pin.PinSet;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings {@code --pins} up to date at the end of a run in which something verified. */
final class PinsUpdate {
  private PinsUpdate() {}

  static void update(
      WatchSettings.Pins pins,
      Instant at,
      Collection<ServerTarget> servers,
      StateFolder folder,
      Notices notices)
      throws IOException, StateException, LocalFaultException {
    Map<Place, PinFormat.Pins> all = new LinkedHashMap<>();
    for (ServerTarget server : servers) {
      Place place = Place.of(server);
      List<Certificate> certificates = new ArrayList<>();
      for (KnownCertificate known : PinSet.of(folder.state().place(place), pins.window(), at)) {
        certificates.add(folder.certificate(known.sha256()));
      }
      if (!certificates.isEmpty()) {
        all.put(place, new PinFormat.Pins(server, certificates));
      }
    }
    try {
      if (PinFile.update(pins.file(), pins.format(), List.copyOf(all.values()))) {
        notices.output(pins.file(), FileOutcome.UPDATED);
      }
    } catch (IOException e) {
      throw new LocalFaultException(
          Escaped.of(pins.file().toString())
              + ": "
              + IoFault.describe(e)
              + (Files.isRegularFile(pins.file()) ? "; not changed" : "; not written"),
          e);
    }
  }
}
