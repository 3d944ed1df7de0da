package io.hypervigil.collect.action;

import java.util.Map;

/**
 * How an action ended well.
 *
 * @param isChanged false where all was already as asked
 * @param details what a caller wants to know: old and new value, the list that was asked for
 */
public record ActionResult(boolean isChanged, Value.Fields details) {

    /** All was already as asked. */
    public static ActionResult unchanged(Map<String, Value> details) {
        return new ActionResult(false, new Value.Fields(details));
    }

    /** Something is different now, or with a dry run would be. */
    public static ActionResult changed(Map<String, Value> details) {
        return new ActionResult(true, new Value.Fields(details));
    }
}
