package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionCall;
import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.action.ActionResult;
import io.hypervigil.collect.action.Details;
import io.hypervigil.nvml.action.MigLayout.ComputeInstance;
import io.hypervigil.nvml.action.MigLayout.GpuInstance;
import io.hypervigil.nvml.jna.NvmlInstance;
import io.hypervigil.nvml.jna.NvmlMigControl;
import io.hypervigil.nvml.jna.NvmlMigControl.nvmlGpuInstancePlacement_t;
import io.hypervigil.nvml.jna.NvmlMigControl.nvmlInstanceProfileInfo_t;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Making and destroying instances of a divided GPU. */
final class MigDividing {

    private static final String CREATE = "nvmlDeviceCreateGpuInstance";
    private static final String CREATE_AT = "nvmlDeviceCreateGpuInstanceWithPlacement";
    private static final String CREATE_COMPUTE = "nvmlGpuInstanceCreateComputeInstance";
    private static final String DESTROY = "nvmlGpuInstanceDestroy";
    private static final String DESTROY_COMPUTE = "nvmlComputeInstanceDestroy";

    private MigDividing() {}

    static ActionResult create(GpuControl control, ActionCall call) throws ActionFailure {
        var wanted = call.text("profile").orElseThrow();
        try (var gpu = KnownGpus.session(control, call)) {
            refuseUndivided(gpu);
            var mig = new MigLayout(gpu);
            var profile = mig.profile(wanted);
            if (profile.isEmpty()) {
                throw Refusal.of(
                        Kind.NOT_FOUND,
                        gpu.uuid() + ": no profile '" + wanted + "'; known: " + mig.known(),
                        "name one of these by its number or name");
            }
            refuseFull(gpu, profile.get());
            var place = place(gpu, profile.get(), call.whole("start"));
            var details = new Details().text("gpu", gpu.uuid());
            var calls = new ArrayList<String>();
            calls.add(text(gpu, profile.get(), place));
            if (call.isDryRun()) {
                if (!call.isSet("bare")) {
                    calls.add(CREATE_COMPUTE + "(the new instance, the profile of all its slices)");
                }
                return ActionResult.changed(details.texts("calls", calls).fields());
            }
            var made = made(gpu, mig, profile.get(), place, call.isSet("bare"), calls);
            return ActionResult.changed(
                    details.value("new", made.value()).texts("calls", calls).fields());
        }
    }

    private static GpuInstance made(
            GpuSession gpu,
            MigLayout mig,
            nvmlInstanceProfileInfo_t profile,
            Optional<nvmlGpuInstancePlacement_t> place,
            boolean isBare,
            List<String> calls)
            throws ActionFailure {
        var handle =
                place.isEmpty()
                        ? gpu.must(
                                CREATE,
                                NvmlMigControl.nvmlDeviceCreateGpuInstance(
                                        gpu.calls(), gpu.device(), profile.id()))
                        : gpu.must(
                                CREATE_AT,
                                NvmlMigControl.nvmlDeviceCreateGpuInstanceWithPlacement(
                                        gpu.calls(), gpu.device(), profile.id(), place.get()));
        try {
            if (!isBare) {
                var whole = wholeOf(gpu, mig, handle, profile);
                calls.add(MigActions.text(CREATE_COMPUTE, gpu, whole.id()));
                gpu.must(
                        CREATE_COMPUTE,
                        NvmlMigControl.nvmlGpuInstanceCreateComputeInstance(
                                gpu.calls(), handle, whole.id()));
            }
            return mig.instance(handle, profile);
        } catch (ActionFailure e) {
            var undone = NvmlMigControl.nvmlGpuInstanceDestroy(gpu.calls(), handle);
            throw Refusal.of(
                    e.kind(),
                    e.getMessage()
                            + (undone.answer().isPresent()
                                    ? "; the GPU instance was destroyed again"
                                    : "; the GPU instance could not be destroyed again"),
                    e.remedy());
        }
    }

    private static String text(
            GpuSession gpu,
            nvmlInstanceProfileInfo_t profile,
            Optional<nvmlGpuInstancePlacement_t> place) {
        return place.map(at -> MigActions.text(CREATE_AT, gpu, profile.id(), at.start(), at.size()))
                .orElseGet(() -> MigActions.text(CREATE, gpu, profile.id()));
    }

    /** The place that begins at a slice; instances are larger than their slices of compute. */
    private static Optional<nvmlGpuInstancePlacement_t> place(
            GpuSession gpu, nvmlInstanceProfileInfo_t profile, Optional<Long> start)
            throws ActionFailure {
        if (start.isEmpty()) {
            return Optional.empty();
        }
        var places =
                gpu.must(
                        "nvmlDeviceGetGpuInstancePossiblePlacements_v2",
                        NvmlMigControl.nvmlDeviceGetGpuInstancePossiblePlacements_v2(
                                gpu.calls(), gpu.device(), profile.id()));
        var place = places.stream().filter(at -> at.start() == start.get()).findFirst();
        if (place.isEmpty()) {
            throw Refusal.of(
                    Kind.INVALID,
                    gpu.uuid() + ": " + profile.name() + " cannot begin at " + start.get(),
                    "give one of "
                            + places.stream().map(nvmlGpuInstancePlacement_t::start).toList());
        }
        return place;
    }

    private static nvmlInstanceProfileInfo_t wholeOf(
            GpuSession gpu, MigLayout mig, NvmlInstance handle, nvmlInstanceProfileInfo_t profile)
            throws ActionFailure {
        return mig.computeProfiles(handle).stream()
                .filter(compute -> compute.sliceCount() == profile.sliceCount())
                .findFirst()
                .orElseThrow(
                        () ->
                                Refusal.of(
                                        Kind.UNSUPPORTED,
                                        gpu.uuid() + ": no compute profile of all slices",
                                        "give bare, and make compute instances otherwise"));
    }

    static ActionResult destroy(GpuControl control, ActionCall call) throws ActionFailure {
        int id = Math.toIntExact(call.whole("instance").orElseThrow());
        try (var gpu = KnownGpus.session(control, call)) {
            refuseUndivided(gpu);
            var all = new MigLayout(gpu).all();
            var instance = all.stream().filter(one -> one.info().id() == id).findFirst();
            if (instance.isEmpty()) {
                throw Refusal.of(
                        Kind.NOT_FOUND,
                        gpu.uuid()
                                + ": no GPU instance "
                                + id
                                + "; known: "
                                + all.stream().map(one -> one.info().id()).toList(),
                        "gpu.mig-list shows them");
            }
            var users = new GpuUsers(control).working(gpu, id);
            if (!users.isEmpty()) {
                throw Refusal.inUse(gpu.uuid() + " instance " + id, users);
            }
            var calls = new ArrayList<String>();
            for (ComputeInstance part : instance.get().parts()) {
                calls.add(MigActions.text(DESTROY_COMPUTE, gpu, part.info().id()));
            }
            calls.add(MigActions.text(DESTROY, gpu, id));
            if (!call.isDryRun()) {
                destroy(gpu, instance.get());
            }
            return ActionResult.changed(
                    new Details()
                            .text("gpu", gpu.uuid())
                            .value("old", instance.get().value())
                            .texts("calls", calls)
                            .fields());
        }
    }

    /** Compute instances that are gone are made again where the rest refuses. */
    private static void destroy(GpuSession gpu, GpuInstance instance) throws ActionFailure {
        var gone = new ArrayList<ComputeInstance>();
        try {
            for (ComputeInstance part : instance.parts()) {
                gpu.must(
                        DESTROY_COMPUTE,
                        NvmlMigControl.nvmlComputeInstanceDestroy(gpu.calls(), part.handle()));
                gone.add(part);
            }
            gpu.must(
                    DESTROY, NvmlMigControl.nvmlGpuInstanceDestroy(gpu.calls(), instance.handle()));
            refuseThere(gpu, instance.info().id());
        } catch (ActionFailure e) {
            boolean isBack = true;
            for (ComputeInstance part : gone) {
                isBack &=
                        NvmlMigControl.nvmlGpuInstanceCreateComputeInstance(
                                        gpu.calls(), instance.handle(), part.info().profileId())
                                .answer()
                                .isPresent();
            }
            throw Refusal.of(
                    e.kind(),
                    e.getMessage()
                            + (isBack
                                    ? "; its compute instances are as before"
                                    : "; not all of its compute instances could be made again"),
                    e.remedy());
        }
    }

    private static void refuseThere(GpuSession gpu, int id) throws ActionFailure {
        if (new MigLayout(gpu).all().stream().anyMatch(one -> one.info().id() == id)) {
            throw Refusal.unheeded(
                    gpu,
                    DESTROY,
                    "instance " + id + " is there",
                    "see the kernel's log; gpu.mig-list shows what there is");
        }
    }

    private static void refuseUndivided(GpuSession gpu) throws ActionFailure {
        if (MigActions.modes(gpu)[0] != 1) {
            throw Refusal.of(Kind.CONFLICT, gpu.uuid() + ": MIG is off", "gpu.mig turns it on");
        }
    }

    private static void refuseFull(GpuSession gpu, nvmlInstanceProfileInfo_t profile)
            throws ActionFailure {
        Optional<Integer> room =
                gpu.ask(
                        "nvmlDeviceGetGpuInstanceRemainingCapacity",
                        NvmlMigControl.nvmlDeviceGetGpuInstanceRemainingCapacity(
                                gpu.calls(), gpu.device(), profile.id()));
        if (room.orElse(1) == 0) {
            throw Refusal.of(
                    Kind.CONFLICT,
                    gpu.uuid() + ": no room for another " + profile.name(),
                    "destroy instances to make room; gpu.mig-list shows them");
        }
    }
}
