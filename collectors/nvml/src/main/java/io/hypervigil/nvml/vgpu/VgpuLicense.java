package io.hypervigil.nvml.vgpu;

import static io.hypervigil.nvml.gpu.GpuFamily.gauge;

import io.hypervigil.collect.Family;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.nvml.gpu.StateSet;
import io.hypervigil.nvml.jna.NvmlVgpu.nvmlVgpuLicenseExpiry_t;
import io.hypervigil.nvml.jna.NvmlVgpu.nvmlVgpuLicenseInfo_t;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;

/**
 * Whether a guest has the licence that it needs.
 *
 * <pre>
 * gpu_vgpu_license_state{gpu="GPU-7f3c…",vgpu="3251634213",state="licensed"} 1
 * </pre>
 */
final class VgpuLicense {

    private static final String SOURCE = ", from nvmlVgpuInstanceGetLicenseInfo.";
    private static final Family LICENSED =
            gauge(
                    GpuVgpu.GROUP,
                    "gpu_vgpu_licensed",
                    "Whether the guest has a licence" + SOURCE,
                    "vgpu");
    private static final Family STATE =
            gauge(
                    GpuVgpu.GROUP,
                    "gpu_vgpu_license_state",
                    "How the guest's licence is" + SOURCE,
                    "vgpu",
                    "state");
    private static final Family EXPIRY =
            gauge(
                    GpuVgpu.GROUP,
                    "gpu_vgpu_license_expiry_timestamp_seconds",
                    "When the guest's licence ends" + SOURCE,
                    "vgpu");

    static final List<Family> FAMILIES = List.of(LICENSED, STATE, EXPIRY);

    /** In the order of NVML_GRID_LICENSE_STATE_…. */
    private static final StateSet STATES =
            new StateSet(
                    STATE,
                    List.of(
                            "unknown",
                            "uninitialized",
                            "unlicensed_unrestricted",
                            "unlicensed_restricted",
                            "unlicensed",
                            "licensed"));

    private VgpuLicense() {}

    static void add(nvmlVgpuLicenseInfo_t license, SampleSink sink, String gpu, String vgpu) {
        sink.add(LICENSED, license.isLicensed() ? 1 : 0, gpu, vgpu);
        // A state of a newer driver is unknown too, and that is a state of its own here.
        STATES.add(sink, license.state() < STATES.states().size() ? license.state() : 0, gpu, vgpu);
        license.expiry()
                .map(VgpuLicense::seconds)
                .ifPresent(
                        known ->
                                known.ifPresent(
                                        seconds -> sink.add(EXPIRY, (double) seconds, gpu, vgpu)));
    }

    private static OptionalLong seconds(nvmlVgpuLicenseExpiry_t expiry) {
        try {
            return OptionalLong.of(
                    LocalDateTime.of(
                                    expiry.year(),
                                    expiry.month(),
                                    expiry.day(),
                                    expiry.hour(),
                                    expiry.min(),
                                    expiry.sec())
                            .toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            // What is no date is no end of a licence.
            return OptionalLong.empty();
        }
    }
}
