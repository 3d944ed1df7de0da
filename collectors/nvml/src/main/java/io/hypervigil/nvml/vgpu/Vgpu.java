package io.hypervigil.nvml.vgpu;

import io.hypervigil.collect.pci.PciAddress;
import io.hypervigil.nvml.gpu.Gpu;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.NvmlVgpu;
import io.hypervigil.nvml.jna.NvmlVgpu.VmId;
import io.hypervigil.nvml.jna.NvmlVgpu.nvmlVgpuLicenseInfo_t;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * A virtual GPU while it runs, and how it is asked. What it is, is asked until it is known; what
 * changes when the guest starts its driver, once a minute.
 *
 * <p>Thread: one.
 */
final class Vgpu {

    private static final long SLOW_NANOS = Duration.ofMinutes(1).toNanos();

    private final int instance;
    private final LongSupplier nanoTime;
    private final Patience patience;
    private Identity identity = Identity.NONE;
    private Guest guest = Guest.NONE;
    private OptionalLong usedBytes = OptionalLong.empty();
    private OptionalDouble smShare = OptionalDouble.empty();
    private boolean isAsked;
    private long askedAt;

    /** What it is; "" where the driver does not say. */
    record Identity(
            String uuid,
            String mdevUuid,
            String type,
            Optional<VmId> vm,
            String guestPciAddress,
            Optional<Long> framebufferBytes) {

        static final Identity NONE =
                new Identity("", "", "", Optional.empty(), "", Optional.empty());
    }

    /** What the guest makes of it. */
    record Guest(
            String driverVersion,
            Optional<nvmlVgpuLicenseInfo_t> license,
            Optional<Integer> frameRateLimit,
            Optional<Integer> eccMode) {

        static final Guest NONE =
                new Guest("", Optional.empty(), Optional.empty(), Optional.empty());
    }

    Vgpu(int instance, LongSupplier nanoTime) {
        this.instance = instance;
        this.nanoTime = nanoTime;
        this.patience = new Patience(nanoTime);
    }

    /** The value of the label {@code vgpu}: the driver's number, as nvidia-smi prints it. */
    String label() {
        return Integer.toUnsignedString(instance);
    }

    int instance() {
        return instance;
    }

    Identity identity() {
        return identity;
    }

    Guest guest() {
        return guest;
    }

    /** Memory that it used when that was last read. */
    OptionalLong usedBytes() {
        return usedBytes;
    }

    /** What it last had of the multiprocessors. */
    OptionalDouble smShare() {
        return smShare;
    }

    void used(long bytes) {
        usedBytes = OptionalLong.of(bytes);
    }

    void had(double share) {
        smShare = OptionalDouble.of(share);
    }

    /** Asks what is due. */
    void read(Gpu gpu) {
        long now = nanoTime.getAsLong();
        if (isAsked && now - askedAt < SLOW_NANOS) {
            return;
        }
        if (identity.uuid().isEmpty() || identity.vm().isEmpty()) {
            identity = identify(gpu);
        }
        guest = meet(gpu);
        isAsked = true;
        askedAt = now;
    }

    /** Asks by a function of one virtual GPU. */
    <T> Optional<T> ask(Gpu gpu, String symbol, Function<Integer, NvmlResult<T>> call) {
        return patience.askOne(gpu, symbol, () -> call.apply(instance));
    }

    private Identity identify(Gpu gpu) {
        var type =
                ask(
                        gpu,
                        "nvmlVgpuInstanceGetType",
                        id -> NvmlVgpu.number(gpu.calls(), "nvmlVgpuInstanceGetType", id));
        return new Identity(
                text(gpu, "nvmlVgpuInstanceGetUUID"),
                text(gpu, "nvmlVgpuInstanceGetMdevUUID"),
                type.flatMap(id -> sized(gpu, "nvmlVgpuTypeGetName", id)).orElse(""),
                ask(
                        gpu,
                        "nvmlVgpuInstanceGetVmID",
                        id -> NvmlVgpu.nvmlVgpuInstanceGetVmID(gpu.calls(), id)),
                sized(gpu, "nvmlVgpuInstanceGetGpuPciId", instance)
                        .map(PciAddress::normal)
                        .orElse(""),
                type.flatMap(id -> framebuffer(gpu, id)));
    }

    private Guest meet(Gpu gpu) {
        return new Guest(
                text(gpu, "nvmlVgpuInstanceGetVmDriverVersion"),
                ask(
                        gpu,
                        "nvmlVgpuInstanceGetLicenseInfo_v2",
                        id -> NvmlVgpu.nvmlVgpuInstanceGetLicenseInfo_v2(gpu.calls(), id)),
                number(gpu, "nvmlVgpuInstanceGetFrameRateLimit"),
                number(gpu, "nvmlVgpuInstanceGetEccMode"));
    }

    private Optional<Long> framebuffer(Gpu gpu, int type) {
        String symbol = "nvmlVgpuTypeGetFramebufferSize";
        return patience.askOne(gpu, symbol, () -> NvmlVgpu.longNumber(gpu.calls(), symbol, type));
    }

    private Optional<String> sized(Gpu gpu, String symbol, int vgpuOrType) {
        return patience.askOne(
                gpu, symbol, () -> NvmlVgpu.sizedText(gpu.calls(), symbol, vgpuOrType));
    }

    private Optional<Integer> number(Gpu gpu, String symbol) {
        return ask(gpu, symbol, id -> NvmlVgpu.number(gpu.calls(), symbol, id));
    }

    private String text(Gpu gpu, String symbol) {
        return ask(gpu, symbol, id -> NvmlVgpu.text(gpu.calls(), symbol, id)).orElse("");
    }
}
