package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.ActionFailure.Kind;
import io.hypervigil.collect.files.FileTree;
import io.hypervigil.nvml.action.PciGroup.Member;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Gives the devices of a group to vfio-pci, or back to the drivers of the host.
 *
 * <p>Thread: one.
 */
final class VfioBinding {

    static final String VFIO = "vfio-pci";

    private static final String PROBE = "bus/pci/drivers_probe";
    private static final String NONE = "\n";

    private final FileTree sys;
    private final KernelSwitches switches;
    private final Deque<Member> touched = new ArrayDeque<>();

    /** A file of /sys and what is written into it. */
    record Step(String path, String text) {

        /**
         * For people: {@code echo vfio-pci > /sys/bus/pci/devices/0000:3b:00.0/driver_override}.
         */
        String shown() {
            return "echo " + (text.isBlank() ? "''" : text) + " > /sys/" + path;
        }
    }

    VfioBinding(FileTree sys, KernelSwitches switches) {
        this.sys = sys;
        this.switches = switches;
    }

    /** What gives a device to vfio-pci. */
    static List<Step> bindSteps(Member device) {
        return steps(device, VFIO);
    }

    /** What gives a device back to whichever driver of the host wants it. */
    static List<Step> unbindSteps(Member device) {
        return steps(device, NONE);
    }

    /** Gives devices to vfio-pci; where one refuses, all are put back. */
    void bind(List<Member> devices) throws ActionFailure {
        for (Member device : devices) {
            change(device, bindSteps(device));
            if (!Member.read(sys, device.address()).isDrivenBy(VFIO)) {
                throw refused(device, VFIO + " did not take it");
            }
        }
    }

    /** Gives devices back to the host; where one refuses, all are put back. */
    void unbind(List<Member> devices) throws ActionFailure {
        for (Member device : devices) {
            change(device, unbindSteps(device));
            if (Member.read(sys, device.address()).isDrivenBy(VFIO)) {
                throw refused(device, VFIO + " did not let it go");
            }
        }
    }

    private void change(Member device, List<Step> steps) throws ActionFailure {
        touched.push(device);
        for (Step step : steps) {
            try {
                switches.write(step.path(), step.text());
            } catch (IOException e) {
                throw refused(device, String.valueOf(e.getMessage()));
            }
        }
    }

    private ActionFailure refused(Member device, String why) {
        var problems = putBack();
        return Refusal.of(
                Kind.FAILED,
                device.address()
                        + ": "
                        + why
                        + (problems.isEmpty()
                                ? "; all devices have the drivers that they had"
                                : "; not put back: " + String.join("; ", problems)),
                "see the kernel's log");
    }

    private List<String> putBack() {
        var problems = new ArrayList<String>();
        while (!touched.isEmpty()) {
            var before = touched.pop();
            var now = Member.read(sys, before.address());
            try {
                for (Step step : putBackSteps(before, now)) {
                    switches.write(step.path(), step.text());
                }
            } catch (IOException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
            if (!Member.read(sys, before.address()).driver().equals(before.driver())) {
                problems.add(before.address() + " has another driver than before");
            }
        }
        return problems;
    }

    private static List<Step> putBackSteps(Member before, Member now) {
        return now.driver().equals(before.driver())
                ? List.of(override(before, before.override().orElse(NONE)))
                : steps(now, before.override().orElse(NONE));
    }

    private static List<Step> steps(Member device, String override) {
        var folder = PciGroup.DEVICES + device.address();
        var steps = new ArrayList<Step>();
        steps.add(override(device, override));
        if (device.driver().isPresent()) {
            steps.add(new Step(folder + "/driver/unbind", device.address()));
        }
        steps.add(new Step(PROBE, device.address()));
        return steps;
    }

    private static Step override(Member device, String driver) {
        return new Step(PciGroup.DEVICES + device.address() + "/driver_override", driver);
    }
}
