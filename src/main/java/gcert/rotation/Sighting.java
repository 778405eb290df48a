package gcert.rotation;

import gcert.certificate.Certificate;

/**
 * An end-entity certificate that was seen once.
 *
 * @param place where: an address, or whatever tells one server of the host from another
 * @param certificate what the server showed
 * @param accepted whether it was judged good for the host
 */
public record Sighting(String place, Certificate certificate, boolean accepted) {}
