package io.hypervigil.alerting.state;

import java.util.List;

/**
 * Keeps what alerts have come to over the end of the process.
 *
 * <p>Thread: that of the rules.
 */
public interface AlertStore {

    /** Keeps nothing. */
    AlertStore NONE =
            new AlertStore() {
                @Override
                public List<SavedRule> load() {
                    return List.of();
                }

                @Override
                public boolean save(List<SavedRule> rules) {
                    return true;
                }
            };

    /** What was saved last; nothing where nothing was, or it cannot be read. */
    List<SavedRule> load();

    /**
     * Saves all there is, in the place of what was saved before.
     *
     * @return false where it could not: what was saved before is still there
     */
    boolean save(List<SavedRule> rules);
}
