package io.hypervigil.nvml.link;

import io.hypervigil.collect.pci.PciAddress;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.NvmlFieldValues.Field;
import io.hypervigil.nvml.jna.NvmlNvLink;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A link that is up, in labels; "" where the driver does not say.
 *
 * @param version {@code 4.0}
 * @param type {@code gpu}, {@code ibm_npu} or {@code switch}
 * @param pciAddress as the kernel writes it
 * @param link the number of the link at the other end
 */
record RemoteEnd(String version, String type, String pciAddress, String link) {

    static final int REMOTE_NVLINK_ID = 146;

    private static final String GPU = "gpu";
    private static final String SWITCH = "switch";

    /** In the order of nvmlNvlinkVersion_t. */
    private static final List<String> VERSIONS =
            List.of("", "1.0", "2.0", "2.2", "3.0", "3.1", "4.0", "5.0", "6.0");

    /** By nvmlIntNvLinkDeviceType_t. */
    private static final Map<Integer, String> TYPES = Map.of(0, GPU, 1, "ibm_npu", 2, SWITCH);

    static RemoteEnd of(Gpu gpu, int link) {
        var version = gpu.number(NvmlNvLink.nvmlDeviceGetNvLinkVersion(link));
        var type = gpu.number(NvmlNvLink.nvmlDeviceGetNvLinkRemoteDeviceType(link));
        var address =
                gpu.ask(
                        "nvmlDeviceGetNvLinkRemotePciInfo_v2(" + link + ")",
                        () ->
                                NvmlNvLink.nvmlDeviceGetNvLinkRemotePciInfo_v2(
                                        gpu.calls(), gpu.device(), link));
        return new RemoteEnd(
                version(version),
                TYPES.getOrDefault((int) type.orElse(-1), ""),
                address.map(PciAddress::normal).orElse(""),
                number(gpu.field(new Field(REMOTE_NVLINK_ID, link))));
    }

    boolean isGpu() {
        return type.equals(GPU);
    }

    boolean isSwitch() {
        return type.equals(SWITCH);
    }

    private static String version(OptionalDouble number) {
        int version = (int) number.orElse(0);
        return version >= 0 && version < VERSIONS.size() ? VERSIONS.get(version) : "";
    }

    private static String number(OptionalDouble number) {
        return number.isPresent() ? Integer.toString((int) number.getAsDouble()) : "";
    }
}
