package io.hypervigil.containers.inventory;

/**
 * How often a container ran out of memory, as far as its runtime says.
 *
 * @param before in its runs before the present or last one
 * @param since that one began
 */
public record OomKills(long before, long since) {

    /** None, or none that the runtime tells of. */
    public static final OomKills NONE = new OomKills(0, 0);

    /** Of a runtime that remembers of the last run alone whether it was. */
    public static OomKills ofLastRun(boolean isKilled) {
        return isKilled ? new OomKills(0, 1) : NONE;
    }

    /** All of them. */
    public long all() {
        return before + since;
    }
}
