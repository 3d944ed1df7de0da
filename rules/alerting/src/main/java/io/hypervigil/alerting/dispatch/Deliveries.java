package io.hypervigil.alerting.dispatch;

/**
 * Is told how notifications ended.
 *
 * <p>Thread: any.
 */
public interface Deliveries {

    /** The receiver took it. On return that is on disk, where it can be written. */
    void delivered(String id);

    /** It was given up: refused, or too old. The group is told of anew where it still matters. */
    void failed(String id, String reason);
}
