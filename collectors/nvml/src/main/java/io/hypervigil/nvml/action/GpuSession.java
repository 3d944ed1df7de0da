package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.nvml.driver.AttachedGpu;
import io.hypervigil.nvml.driver.Entry;
import io.hypervigil.nvml.driver.NvmlDriver;
import io.hypervigil.nvml.jna.Getter;
import io.hypervigil.nvml.jna.NvmlCalls;
import io.hypervigil.nvml.jna.NvmlDevice;
import io.hypervigil.nvml.jna.NvmlFieldValues;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.NvmlReturn;
import io.hypervigil.nvml.jna.Setter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A GPU that nobody else calls until this is closed.
 *
 * <p>Thread: the one that made it.
 */
final class GpuSession implements AutoCloseable {

    private final NvmlDriver driver;
    private final Entry.Within entry;
    private final NvmlCalls calls;

    private GpuSession(NvmlDriver driver, Entry.Within entry) {
        this.driver = driver;
        this.entry = entry;
        this.calls = new NvmlCalls(entry.gpu().life().library());
    }

    static GpuSession enter(NvmlDriver driver, String uuid) throws ActionFailure {
        return of(driver, uuid, driver.enter(uuid));
    }

    /** As the other, where others who call the GPU are waited for so long. */
    static GpuSession enter(NvmlDriver driver, String uuid, Duration patience)
            throws ActionFailure {
        return of(driver, uuid, driver.enter(uuid, patience));
    }

    private static GpuSession of(NvmlDriver driver, String uuid, Entry entry) throws ActionFailure {
        return switch (entry) {
            case Entry.Within within -> new GpuSession(driver, within);
            case Entry.Busy() ->
                    throw Refusal.of(
                            Kind.CONFLICT,
                            uuid + ": another call to the GPU has not come back yet",
                            "try again; where it stays so, the call is stuck in the driver");
            case Entry.NoHandle(var reason) ->
                    throw Refusal.of(
                            Kind.UNAVAILABLE, uuid + ": " + reason, "see gpu.list for its state");
        };
    }

    String uuid() {
        return entry.gpu().uuid();
    }

    AttachedGpu gpu() {
        return entry.gpu();
    }

    NvmlDevice device() {
        return entry.gpu().device();
    }

    NvmlCalls calls() {
        return calls;
    }

    /** The first number of an answer; empty where the GPU has none. */
    Optional<Long> number(Getter getter) throws ActionFailure {
        return ask(getter.question(), calls.number(device(), getter));
    }

    Optional<long[]> numbers(Getter getter) throws ActionFailure {
        return ask(getter.question(), calls.numbers(device(), getter));
    }

    Optional<String> text(String symbol) throws ActionFailure {
        return ask(symbol, calls.text(device(), symbol));
    }

    /** A field; empty where the GPU has none. */
    Optional<Long> field(Field field) throws ActionFailure {
        try (var values = new NvmlFieldValues(calls.library(), List.of(field))) {
            var answers = ask(field.question(), values.nvmlDeviceGetFieldValues(device()));
            return answers.isEmpty()
                    ? Optional.empty()
                    : ask(field.question(), answers.get().getFirst().result())
                            .map(Double::longValue);
        }
    }

    /** The answer; empty where the GPU has none or this process may not know. */
    <T> Optional<T> ask(String call, NvmlResult<T> result) throws ActionFailure {
        return switch (result) {
            case NvmlResult.Value<T>(var content) -> Optional.of(content);
            case NvmlResult.NotSupported<T>(),
                    NvmlResult.NoPermission<T>(),
                    NvmlResult.NoSymbol<T>(_) ->
                    Optional.empty();
            case NvmlResult.Failed<T>(_, int code)
                    when NvmlReturn.isNothingThere(code) || NvmlReturn.isInvalid(code) ->
                    Optional.empty();
            case NvmlResult.Failed<T>(_, _), NvmlResult.Lost<T>(_, _) ->
                    throw refusal(call, result);
        };
    }

    /** The answer of a call that must be answered. */
    <T> T must(String call, NvmlResult<T> result) throws ActionFailure {
        if (result instanceof NvmlResult.Value<T>(var content)) {
            return content;
        }
        throw refusal(call, result);
    }

    void set(Setter setter) throws ActionFailure {
        must(setter.symbol(), calls.set(device(), setter));
    }

    @Override
    public void close() {
        calls.close();
        entry.close();
    }

    private ActionFailure refusal(String call, NvmlResult<?> result) {
        if (result instanceof NvmlResult.Lost<?>(var lost, int code)) {
            driver.doubt("GPU " + uuid() + ": " + NvmlReturn.text(lost, code));
        }
        return Refusal.of(uuid(), call, result);
    }
}
