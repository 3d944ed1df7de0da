package io.hypervigil.nvml.gpu;

import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.NvmlReturn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a GPU can be asked, learned once: a question that it refuses for good is not asked again.
 *
 * <p>Thread: one.
 */
final class Capabilities {

    private final Map<String, String> refusals = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Asks, unless it is known to be refused.
     *
     * @throws GpuLostException where the GPU or the driver is gone
     */
    <T> Optional<T> ask(String question, Supplier<NvmlResult<T>> call) {
        return refusals.containsKey(question) ? Optional.empty() : taken(question, call.get());
    }

    /** The answer, or what it teaches. */
    <T> Optional<T> taken(String question, NvmlResult<T> result) {
        switch (result) {
            case NvmlResult.Value<T>(var content) -> {
                return Optional.of(content);
            }
            case NvmlResult.NotSupported<T>() -> refuse(question, "not supported by this GPU");
            case NvmlResult.NoPermission<T>() -> refuse(question, "this process may not ask");
            case NvmlResult.NoSymbol<T>(var symbol) ->
                    refuse(question, "the driver's library has no " + symbol);
            case NvmlResult.Lost<T>(var call, int code) ->
                    throw new GpuLostException(NvmlReturn.text(call, code));
            case NvmlResult.Failed<T>(var call, int code) -> failed(question, call, code);
        }
        return Optional.empty();
    }

    /** What is refused and why, by question. */
    Map<String, String> refusals() {
        return Collections.unmodifiableMap(refusals);
    }

    /** What went wrong since the last time. */
    List<String> takeProblems() {
        var taken = List.copyOf(problems);
        problems.clear();
        return taken;
    }

    /** Begins anew: the GPU is in another mode. */
    void forget() {
        refusals.clear();
    }

    void refuse(String question, String why) {
        refusals.put(question, why);
    }

    private void failed(String question, String call, int code) {
        if (NvmlReturn.isInvalid(code)) {
            refuse(question, NvmlReturn.text(call, code));
        } else if (NvmlReturn.needsOperator(code)) {
            problems.add(NvmlReturn.text(call, code));
        }
    }
}
