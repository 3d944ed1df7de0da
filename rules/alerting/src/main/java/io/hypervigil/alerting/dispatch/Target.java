package io.hypervigil.alerting.dispatch;

/**
 * Who is told, and by which of a receiver's integrations.
 *
 * @param receiver its name in the file
 * @param kind of the integration: {@code slack}
 * @param index among the receiver's integrations of that kind, from 0
 */
public record Target(String receiver, String kind, int index) {

    /** {@code team-x/slack[0]}. */
    @Override
    public String toString() {
        return receiver + "/" + kind + "[" + index + "]";
    }
}
