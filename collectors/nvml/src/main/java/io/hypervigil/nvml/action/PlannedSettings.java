package io.hypervigil.nvml.action;

import io.hypervigil.collect.action.ActionFailure;
import io.hypervigil.collect.action.Details;
import io.hypervigil.collect.action.Value;
import io.hypervigil.nvml.profile.Profile.ProfileSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a profile will set of a GPU.
 *
 * @param skipped settings that it has not got
 */
record PlannedSettings(String uuid, List<Change> changes, List<String> skipped) {

    PlannedSettings {
        changes = List.copyOf(changes);
        skipped = List.copyOf(skipped);
    }

    /** The driver is kept awake first: what is set of one that sleeps is lost. */
    static PlannedSettings of(GpuSession session, ClockLocks locks, ProfileSettings settings)
            throws ActionFailure {
        var plans = new SettingPlans(session, locks);
        var changes = new ArrayList<Change>();
        var skipped = new ArrayList<String>();
        if (settings.persistence().isPresent()) {
            keep(plans.persistence(settings.persistence().get()), "persistence", changes, skipped);
        }
        if (settings.computeMode().isPresent()) {
            keep(
                    plans.computeMode(settings.computeMode().get().number()),
                    "compute_mode",
                    changes,
                    skipped);
        }
        if (settings.ecc().isPresent()) {
            keep(plans.eccMode(settings.ecc().get()), "ecc", changes, skipped);
        }
        if (settings.graphicsClock().isPresent()) {
            keep(
                    plans.clock(ClockKind.GRAPHICS, settings.graphicsClock().get()),
                    "graphics_clock",
                    changes,
                    skipped);
        }
        if (settings.memoryClock().isPresent()) {
            keep(
                    plans.clock(ClockKind.MEMORY, settings.memoryClock().get()),
                    "memory_clock",
                    changes,
                    skipped);
        }
        if (settings.powerLimit().isPresent()) {
            keep(plans.powerLimit(settings.powerLimit().get()), "power_limit", changes, skipped);
        }
        return new PlannedSettings(session.uuid(), changes, skipped);
    }

    /** Whether it says what a setting shall be that a trial has changed. */
    boolean isAbout(TriedSetting tried) {
        return changes.stream().anyMatch(change -> tried.isOf(uuid, change));
    }

    boolean isDifferent() {
        return changes.stream().anyMatch(Change::isDifferent);
    }

    List<String> calls() {
        return changes.stream()
                .filter(Change::isNeeded)
                .map(change -> change.setter().text(uuid))
                .toList();
    }

    Value value() {
        var set = new ArrayList<Value>();
        for (Change change : changes) {
            set.add(
                    new Details()
                            .text("setting", change.setting())
                            .value("old", change.old())
                            .value("new", change.wanted())
                            .asValue());
        }
        return new Details()
                .text("gpu", uuid)
                .value("settings", new Value.Items(set))
                .texts("skipped", skipped)
                .asValue();
    }

    private static void keep(
            Optional<Change> change, String name, List<Change> changes, List<String> skipped) {
        change.ifPresentOrElse(changes::add, () -> skipped.add(name));
    }
}
