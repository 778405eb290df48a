package gcert.watch;

import gcert.certificate.Certificate;
import gcert.certificate.MalformedCertificateException;
import gcert.input.UserFile;
import gcert.output.AtomicFile;
import gcert.output.SymbolicLinks;
import gcert.pem.MalformedPemException;
import gcert.pem.PemBlock;
import gcert.pem.PemEncoder;
import gcert.pem.PemReader;
import gcert.watch.JournalEntry.Mark;
import gcert.watch.JournalEntry.MarkEntry;
import gcert.watch.JournalEntry.PlaceEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that remembers what was seen: {@code journal.jsonl}, a line for each thing to remember;
 * {@code certificates/SHA256.pem}, every certificate; {@code lock}, held by the one process that
 * may write.
 *
 * <p>Nothing is acted upon before it is on the disk: when a method returns, what it was given
 * survives the death of the process and of the machine.
 */
public final class StateFolder implements AutoCloseable {
  private static final String JOURNAL = "journal.jsonl";
  private static final String CERTIFICATES = "certificates";

  private static final int LARGEST_CERTIFICATE = 4 * 1024 * 1024;

  /** A journal this small is not worth rewriting. */
  private static final int SMALL = 64 * 1024;

  /** How many lines a place may have before the lines are put together. */
  private static final int LINES_PER_PLACE = 8;

  private final Path folder;
  private final FolderLock lock;
  private final Journal journal;
  private final WatchState state;

  private StateFolder(Path folder, FolderLock lock, Journal journal, WatchState state) {
    this.folder = folder;
    this.lock = lock;
    this.journal = journal;
    this.state = state;
  }

  /** What is reported of a folder while it is opened. */
  public interface Notices {
    /** Another process uses the folder, and is waited for. */
    void waiting(Path folder);

    /** The journal ended in half a line, or in a line without an end. */
    void mended(Path file, String what);
  }

  /**
   * Opens a folder for writing, making it when there is none.
   *
   * @param wait how long to wait for another process that has it open
   * @throws StateException when another process keeps it, when a line of the journal is damaged, or
   *     when a newer version wrote it
   * @throws IOException when it cannot be read or written
   */
  public static StateFolder open(Path folder, Duration wait, Notices notices)
      throws StateException, IOException {
    Path unused = SymbolicLinks.followed(folder);
    for (Path wanted : List.of(folder, folder.resolve(CERTIFICATES))) {
      if (Files.exists(wanted) && !Files.isDirectory(wanted)) {
        throw new NotDirectoryException(wanted.toString());
      }
    }
    Files.createDirectories(folder.resolve(CERTIFICATES));
    FolderLock lock = FolderLock.take(folder.resolve("lock"), wait, () -> notices.waiting(folder));
    boolean opened = false;
    try {
      StateFolder result = openLocked(folder, lock, notices);
      opened = true;
      return result;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  private static StateFolder openLocked(Path folder, FolderLock lock, Notices notices)
      throws StateException, IOException {
    Path file = folder.resolve(JOURNAL);
    Journal.Content content = Journal.read(file);
    sweep(folder);
    sweep(folder.resolve(CERTIFICATES));
    int enough = LINES_PER_PLACE * Math.max(1, content.state().places().size());
    if (content.whole() > SMALL
        && content.whole() == content.length()
        && content.lines() > enough) {
      Journal.compact(file, content.state());
      content = Journal.read(file);
    }
    Journal.Opened opened = Journal.open(file, content);
    opened.mended().ifPresent(what -> notices.mended(file, what));
    return new StateFolder(folder, lock, opened.journal(), content.state());
  }

  /**
   * Reads a folder without changing anything in it, while another process may write.
   *
   * @throws StateException when a line is damaged, or a newer version wrote it
   */
  public static WatchState read(Path folder) throws StateException, IOException {
    return Journal.read(folder.resolve(JOURNAL)).state();
  }

  /** Files that a killed process had not finished are of no use to anybody. */
  private static void sweep(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ".*.tmp")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** All that is known, what was recorded since the opening included. */
  public WatchState state() {
    return state;
  }

  /** The file of a certificate. */
  public Path certificateFile(String sha256) {
    return folder.resolve(CERTIFICATES).resolve(sha256 + ".pem").toAbsolutePath();
  }

  /** Keeps a certificate as a PEM file, if it is not there already. */
  public void keep(Certificate certificate) throws IOException {
    Path file = certificateFile(certificate.sha256());
    if (!Files.exists(file)) {
      AtomicFile.replace(
          file, PemEncoder.encode(certificate.der()).getBytes(StandardCharsets.US_ASCII));
    }
  }

  /**
   * Reads a certificate that was kept.
   *
   * @throws StateException when its file does not hold it
   */
  public Certificate certificate(String sha256) throws StateException, IOException {
    Path file = certificateFile(sha256);
    try {
      for (PemBlock block :
          PemReader.read(UserFile.read(file, LARGEST_CERTIFICATE), Set.of("CERTIFICATE"))) {
        Certificate certificate = Certificate.parse(block.octets());
        if (certificate.sha256().equals(sha256)) {
          return certificate;
        }
      }
    } catch (NoSuchFileException | MalformedPemException | MalformedCertificateException e) {
      throw notThere(file);
    }
    throw notThere(file);
  }

  private static StateException notThere(Path file) {
    return new StateException(
        file
            + ": does not hold the certificate of its name; remove the file: it is written anew when"
            + " the certificate is next seen");
  }

  /**
   * Records the outcome of a round.
   *
   * @param awaited whether a command has to deal with each event
   * @return its events with their numbers
   */
  public List<JournalEvent> record(RoundOutcome outcome, boolean awaited) throws IOException {
    List<JournalEvent> events = new ArrayList<>();
    for (Event event : outcome.events()) {
      events.add(new JournalEvent(state.nextId() + events.size(), event, false, !awaited));
    }
    List<KnownCertificate> fresh = new ArrayList<>();
    for (CertificateHistory sighting : outcome.seen()) {
      Optional<KnownCertificate> known = state.certificate(sighting.certificate().sha256());
      if (known.isEmpty()) {
        fresh.add(sighting.certificate());
      }
    }
    PlaceState after = outcome.after();
    append(new PlaceEntry(after.place(), fresh, outcome.seen(), after.condition(), events));
    return events;
  }

  /** Records that events were written to standard output. */
  public void told(List<Long> ids) throws IOException {
    mark(Mark.TOLD, ids);
  }

  /** Records that the command has dealt with events. */
  public void done(List<Long> ids) throws IOException {
    mark(Mark.DONE, ids);
  }

  private void mark(Mark mark, List<Long> ids) throws IOException {
    if (!ids.isEmpty()) {
      append(new MarkEntry(mark, ids));
    }
  }

  private void append(JournalEntry entry) throws IOException {
    journal.append(entry);
    state.apply(entry);
  }

  @Override
  public void close() throws IOException {
    try {
      journal.close();
    } finally {
      lock.close();
    }
  }
}
