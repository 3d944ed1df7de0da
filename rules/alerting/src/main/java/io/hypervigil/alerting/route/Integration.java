package io.hypervigil.alerting.route;

/** One way in which a receiver is told, as its configuration says. */
public interface Integration {

    /** The key of the file without {@code _configs}: {@code slack}, {@code email}. */
    String kind();

    /** Whether it is told too that an alert is well again. */
    boolean sendResolved();
}
