package io.hypervigil.alerting.receiver;

/**
 * One way of telling people, as a receiver's configuration sets it up. It holds nothing but
 * settings, so it can be thrown away at a reload; its text form holds no secret.
 *
 * <p>Thread: any.
 */
public interface Integration extends io.hypervigil.alerting.route.Integration {

    /**
     * Tells of one notification, and waits for the answer within the limits of time.
     *
     * @return how it went; nothing is thrown for what a service or the network does
     */
    Outcome send(Message message, Sending sending);
}
