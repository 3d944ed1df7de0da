package io.hypervigil.host.net;

import io.hypervigil.collect.files.FileTree;
import io.hypervigil.host.part.NameFilter;
import java.util.function.Predicate;

/** Which network devices are given: by pattern where one was set, else all but the guests'. */
final class DeviceChoice {

    private DeviceChoice() {}

    /**
     * The devices wanted.
     *
     * @param withGuests whether those of guests are, where no pattern says
     */
    static Predicate<String> of(String include, String exclude, boolean withGuests, FileTree sys) {
        if (!include.isEmpty() || !exclude.isEmpty()) {
            return NameFilter.of(include, exclude)::accepts;
        }
        if (withGuests) {
            return _ -> true;
        }
        var guests = new GuestDevices(sys);
        return device -> !guests.has(device);
    }
}
