package gcert.report.html;

import gcert.probe.judging.JudgedProbe;

/**
 * How a server fared.
 *
 * @param word what is shown
 * @param tone the class of its colour
 * @param gravity by which it is sorted; 0 when all is in order
 */
record ProbeStatus(String word, String tone, int gravity) {

  /** Of what came of asking a server. */
  static ProbeStatus of(JudgedProbe judged) {
    if (judged.probed().exitCode() != 0) {
      return new ProbeStatus("ERROR", "bad", 2);
    }
    return judged.exitCode() != 0
        ? new ProbeStatus("FAILED", "bad", 1)
        : new ProbeStatus("OK", "good", 0);
  }
}
