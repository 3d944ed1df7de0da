package io.hypervigil.nvml.driver;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the library is asked by, which lives no longer than it: made when it is first wanted after
 * an initialisation, and closed before the shutdown, when nobody is within a call.
 *
 * <p>Thread: one for {@link #of}, within a call; it is closed on that which shuts the library down.
 *
 * @param <T> what is made
 */
public final class PerLife<T> {

    private final Consumer<T> close;
    private final AtomicReference<@Nullable Held<T>> held = new AtomicReference<>();

    private record Held<T>(LibraryLife life, T content) {}

    /**
     * Nothing is made yet.
     *
     * @param close gives back what was made
     */
    public PerLife(Consumer<T> close) {
        this.close = close;
    }

    /** That of a life of the library, made where this one has none yet. */
    public T of(LibraryLife life, Supplier<T> make) {
        var before = held.get();
        if (before != null && before.life == life) {
            return before.content;
        }
        var content = make.get();
        held.set(new Held<>(life, content));
        life.atItsEnd(this::letGo);
        return content;
    }

    private void letGo() {
        var last = held.getAndSet(null);
        if (last != null) {
            close.accept(last.content);
        }
    }
}
