package io.hypervigil.nvml.jna;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.HexFormat;
import java.util.OptionalInt;

/** {@code nvml.h}, the fabric that a device is a part of, and the place it is built into. */
public final class NvmlFabric {

    private static final int GUID_BYTES = 16;

    private NvmlFabric() {}

    /**
     * {@code nvmlGpuFabricInfoV_t}.
     *
     * @param clusterUuid as a UUID is written
     * @param status {@code nvmlReturn_t} of joining
     * @param state {@code NVML_GPU_FABRIC_STATE_…}
     * @param healthMask pairs and groups of bits, {@code NVML_GPU_FABRIC_HEALTH_MASK_…}
     * @param healthSummary {@code NVML_GPU_FABRIC_HEALTH_SUMMARY_…}, since driver 580
     */
    public record nvmlGpuFabricInfo_t(
            String clusterUuid,
            int status,
            long cliqueId,
            int state,
            OptionalInt healthMask,
            OptionalInt healthSummary) {}

    /**
     * {@code nvmlPlatformInfo_t}; the texts are "" where there are none, and where the driver's
     * version of the struct does not have them.
     */
    public record nvmlPlatformInfo_t(
            String ibGuid,
            String rackGuid,
            String chassisSerialNumber,
            int slotNumber,
            int trayIndex,
            int hostId,
            int peerType,
            int moduleId) {}

    /** Since driver 525; each newer one has asked for a newer struct. */
    public static NvmlResult<nvmlGpuFabricInfo_t> nvmlDeviceGetGpuFabricInfoV(
            NvmlCalls calls, NvmlDevice device) {
        String newer = "nvmlDeviceGetGpuFabricInfoV";
        return versioned(calls, device, newer, 40 | (3 << 24))
                .map(_ -> fabric(calls.out(), 4, true, true))
                .orVersion(
                        () ->
                                versioned(calls, device, newer, 36 | (2 << 24))
                                        .map(_ -> fabric(calls.out(), 4, true, false)))
                .or(
                        () ->
                                versioned(calls, device, "nvmlDeviceGetGpuFabricInfo", 0)
                                        .map(_ -> fabric(calls.out(), 0, false, false)));
    }

    /** Since driver 570. */
    public static NvmlResult<nvmlPlatformInfo_t> nvmlDeviceGetPlatformInfo(
            NvmlCalls calls, NvmlDevice device) {
        String symbol = "nvmlDeviceGetPlatformInfo";
        return versioned(calls, device, symbol, 44 | (2 << 24))
                .map(_ -> platform(calls.out(), "", ascii(calls.out())))
                .orVersion(
                        () ->
                                versioned(calls, device, symbol, 44 | (1 << 24))
                                        .map(_ -> platform(calls.out(), hex(calls.out(), 20), "")));
    }

    private static NvmlResult<NvmlLibrary.Done> versioned(
            NvmlCalls calls, NvmlDevice device, String symbol, int version) {
        calls.out().clear();
        calls.out().setInt(0, version);
        return calls.library().call(symbol, device.handle(), calls.out());
    }

    private static nvmlGpuFabricInfo_t fabric(
            Memory info, int at, boolean hasMask, boolean hasSummary) {
        return new nvmlGpuFabricInfo_t(
                uuid(hex(info, at)),
                info.getInt(at + 16L),
                Integer.toUnsignedLong(info.getInt(at + 20L)),
                Byte.toUnsignedInt(info.getByte(at + 24L)),
                hasMask ? OptionalInt.of(info.getInt(at + 28L)) : OptionalInt.empty(),
                hasSummary
                        ? OptionalInt.of(Byte.toUnsignedInt(info.getByte(at + 32L)))
                        : OptionalInt.empty());
    }

    private static nvmlPlatformInfo_t platform(Memory info, String rack, String chassis) {
        return new nvmlPlatformInfo_t(
                hex(info, 4),
                rack,
                chassis,
                Byte.toUnsignedInt(info.getByte(36)),
                Byte.toUnsignedInt(info.getByte(37)),
                Byte.toUnsignedInt(info.getByte(38)),
                Byte.toUnsignedInt(info.getByte(39)),
                Byte.toUnsignedInt(info.getByte(40)));
    }

    /** Digits of a GUID; "" where it is all zeros. */
    private static String hex(Pointer info, int at) {
        var digits = HexFormat.of().formatHex(info.getByteArray(at, GUID_BYTES));
        return digits.chars().allMatch(digit -> digit == '0') ? "" : digits;
    }

    private static String uuid(String digits) {
        return digits.isEmpty()
                ? ""
                : String.join(
                        "-",
                        digits.substring(0, 8),
                        digits.substring(8, 12),
                        digits.substring(12, 16),
                        digits.substring(16, 20),
                        digits.substring(20));
    }

    /** The chassis' number may fill its place to the last byte. */
    private static String ascii(Pointer info) {
        var text = new StringBuilder(GUID_BYTES);
        for (byte letter : info.getByteArray(20, GUID_BYTES)) {
            if (letter == 0) {
                break;
            }
            text.append((char) (letter & 0x7F));
        }
        return text.toString();
    }
}
