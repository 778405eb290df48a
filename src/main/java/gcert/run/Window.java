package gcert.run;

/**
 * How far reading may run ahead of what has been handed on. Outcomes that wait for an earlier one
 * are counted by their size, because one silent server at the head holds back thousands of them for
 * as long as its time-out.
 */
final class Window {
  private static final int MOST_ENTRIES = 16_384;
  private static final long MOST_OCTETS = 48L * 1024 * 1024;

  private int entries;
  private long octets;

  /** Waits for room for one more entry, and takes it. */
  synchronized void enter() throws InterruptedException {
    while (entries >= MOST_ENTRIES || (octets > MOST_OCTETS && entries > 0)) {
      wait();
    }
    entries++;
  }

  /** Notes that the outcomes of an entry are there and kept. */
  synchronized void fill(long size) {
    octets += size;
  }

  /** Notes that an entry and its outcomes have been handed on. */
  synchronized void leave(long size) {
    octets -= size;
    entries--;
    notifyAll();
  }
}
