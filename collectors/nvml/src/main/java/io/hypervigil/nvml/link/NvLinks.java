package io.hypervigil.nvml.link;

import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.Getter;
import io.hypervigil.nvml.jna.NvmlIdentity;
import io.hypervigil.nvml.jna.NvmlNvLink;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.NvmlReturn;
import java.util.ArrayList;
import java.util.List;

/**
 * The links that a GPU has, up or down.
 *
 * @param numbers the driver's, which may have holes
 * @param generation of what the chip counts
 */
record NvLinks(List<Integer> numbers, Generation generation) {

    private static final int HOPPER = 9;
    private static final int BLACKWELL = 10;

    /** Chips count errors in other fields as others do. */
    enum Generation {
        /** Ampere and older. */
        OLDER,
        /** NVLink 4. */
        HOPPER,
        /** NVLink 5 and later. */
        NEWER
    }

    NvLinks {
        numbers = List.copyOf(numbers);
    }

    /**
     * Finds them. The calls go past what is known of the GPU's capabilities: a link that is not
     * there is no refusal to report; that there is none at all is.
     */
    static NvLinks of(Gpu gpu) {
        var found = new ArrayList<Integer>();
        for (int link = 0; link < NvmlNvLink.NVML_NVLINK_MAX_LINKS; link++) {
            var state = gpu.calls().number(gpu.device(), NvmlNvLink.nvmlDeviceGetNvLinkState(link));
            if (state instanceof NvmlResult.Value<Long>) {
                found.add(link);
            } else if (isEnd(state)) {
                break;
            }
        }
        if (found.isEmpty()) {
            gpu.number(NvmlNvLink.nvmlDeviceGetNvLinkState(0));
            return new NvLinks(found, Generation.OLDER);
        }
        return new NvLinks(found, generation(gpu));
    }

    private static boolean isEnd(NvmlResult<Long> state) {
        return switch (state) {
            case NvmlResult.Value<Long>(_), NvmlResult.NotSupported<Long>() -> false;
            case NvmlResult.NoSymbol<Long>(_),
                    NvmlResult.NoPermission<Long>(),
                    NvmlResult.Lost<Long>(_, _) ->
                    true;
            case NvmlResult.Failed<Long>(_, int code) -> NvmlReturn.isInvalid(code);
        };
    }

    private static Generation generation(Gpu gpu) {
        Getter architecture = NvmlIdentity.nvmlDeviceGetArchitecture;
        double number = gpu.number(architecture).orElse(0);
        if (number >= BLACKWELL) {
            return Generation.NEWER;
        }
        return number >= HOPPER ? Generation.HOPPER : Generation.OLDER;
    }
}
