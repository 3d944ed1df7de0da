package io.hypervigil.nvml.bus;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A driver's library that knows what a test says. */
final class FakeHandles implements GpuHandles {

    private @Nullable Map<String, Handle> handles;
    private final Set<String> released = new HashSet<>();

    /** The library is in use, and gives a handle of this one too. */
    FakeHandles with(String address, String uuid) {
        if (handles == null) {
            handles = new TreeMap<>();
        }
        handles.put(address, new Handle(uuid, handles.size()));
        return this;
    }

    /** The library gives no handle of it any more. */
    void lose(String address) {
        if (handles != null) {
            handles.remove(address);
        }
    }

    void release(String address) {
        lose(address);
        released.add(address);
    }

    @Override
    public Optional<Map<String, Handle>> handles() {
        return Optional.ofNullable(handles);
    }

    @Override
    public boolean isReleased(String pciAddress) {
        return released.contains(pciAddress);
    }
}
