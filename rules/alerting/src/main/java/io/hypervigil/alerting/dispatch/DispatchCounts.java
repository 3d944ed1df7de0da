package io.hypervigil.alerting.dispatch;

/**
 * What the dispatcher has done since it was made, and what it holds.
 *
 * @param groups held now
 * @param alerts held now
 * @param alertsRefused for want of room
 * @param groupsRefused for want of room
 * @param offered notifications handed to the outbox
 * @param delivered of those
 * @param failed given up by the outbox, or not taken by it
 * @param onTheirWay handed over and neither delivered nor given up
 * @param silenced alerts that were not told of at a flush, because of a silence
 * @param inhibited the same because of another alert
 * @param muted the same because of the time
 */
public record DispatchCounts(
        long groups,
        long alerts,
        long alertsRefused,
        long groupsRefused,
        long offered,
        long delivered,
        long failed,
        long onTheirWay,
        long silenced,
        long inhibited,
        long muted) {}
