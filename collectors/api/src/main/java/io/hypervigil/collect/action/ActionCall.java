package io.hypervigil.collect.action;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One call of an action, its parameters already held against their declaration.
 *
 * <p>Thread: the one that runs the handler; {@link #isCancelled} changes under it.
 */
public interface ActionCall {

    /** Who asked: the user of the credential. */
    String caller();

    /** Whether only to say what would be done. */
    boolean isDryRun();

    /** Whether the caller wants it stopped; a long handler looks now and then. */
    boolean isCancelled();

    /**
     * Tells those who wait how far it is.
     *
     * @param ratio 0 to 1
     * @param step what is being done, for people
     */
    void progress(double ratio, String step);

    /** All parameters given. */
    Map<String, Value> parameters();

    /**
     * Runs another action, perhaps of another collector, in the name of the same caller: the
     * caller's role has to allow it, it is audited on its own, a dry run stays one, and cancelling
     * this call cancels that one.
     *
     * @throws ActionFailure as that action does; UNSUPPORTED where there is none of that name
     */
    default ActionResult perform(String action, Map<String, Value> parameters)
            throws ActionFailure {
        throw new ActionFailure(
                ActionFailure.Kind.UNSUPPORTED,
                "there is no action " + action + " here",
                "switch on the collector that has it",
                null);
    }

    /** A text, choice or secret that was given. */
    default Optional<String> text(String name) {
        return parameters().get(name) instanceof Value.Text(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /** A whole number or size that was given. */
    default Optional<Long> whole(String name) {
        return parameters().get(name) instanceof Value.Whole(long number)
                ? Optional.of(number)
                : Optional.empty();
    }

    /** Whether a flag was given and is set. */
    default boolean isSet(String name) {
        return parameters().get(name) instanceof Value.Flag(boolean isSet) && isSet;
    }

    /** A time span that was given. */
    default Optional<Duration> span(String name) {
        return parameters().get(name) instanceof Value.Span(var span)
                ? Optional.of(span)
                : Optional.empty();
    }

    /** The texts of a list; none where it was not given. */
    default List<String> texts(String name) {
        return items(name).stream()
                .flatMap(
                        item ->
                                item instanceof Value.Text(var text)
                                        ? Stream.of(text)
                                        : Stream.of())
                .toList();
    }

    /** The whole numbers, or the sizes, of a list; none where it was not given. */
    default List<Long> wholes(String name) {
        return items(name).stream()
                .flatMap(
                        item ->
                                item instanceof Value.Whole(long number)
                                        ? Stream.of(number)
                                        : Stream.of())
                .toList();
    }

    private List<Value> items(String name) {
        return parameters().get(name) instanceof Value.Items(var items) ? items : List.of();
    }
}
