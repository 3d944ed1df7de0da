package io.hypervigil.libvirt.jna;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.hypervigil.libvirt.jna.EventKind.AgentChange;
import io.hypervigil.libvirt.jna.EventKind.BalloonChange;
import io.hypervigil.libvirt.jna.EventKind.BlockJob;
import io.hypervigil.libvirt.jna.EventKind.BlockThreshold;
import io.hypervigil.libvirt.jna.EventKind.Change;
import io.hypervigil.libvirt.jna.EventKind.DeviceAdded;
import io.hypervigil.libvirt.jna.EventKind.DeviceRemoved;
import io.hypervigil.libvirt.jna.EventKind.DiskChange;
import io.hypervigil.libvirt.jna.EventKind.IoError;
import io.hypervigil.libvirt.jna.EventKind.JobCompleted;
import io.hypervigil.libvirt.jna.EventKind.Lifecycle;
import io.hypervigil.libvirt.jna.EventKind.MacChange;
import io.hypervigil.libvirt.jna.EventKind.MemoryDeviceSize;
import io.hypervigil.libvirt.jna.EventKind.MemoryFailure;
import io.hypervigil.libvirt.jna.EventKind.MetadataChange;
import io.hypervigil.libvirt.jna.EventKind.MigrationIteration;
import io.hypervigil.libvirt.jna.EventKind.Power;
import io.hypervigil.libvirt.jna.EventKind.PowerChange;
import io.hypervigil.libvirt.jna.EventKind.Reboot;
import io.hypervigil.libvirt.jna.EventKind.TrayChange;
import io.hypervigil.libvirt.jna.EventKind.TunableChange;
import io.hypervigil.libvirt.jna.EventKind.UnknownLifecycle;
import io.hypervigil.libvirt.jna.EventKind.Watchdog;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The events of all domains of a connection: virDomainEventID, with how each is read.
 *
 * <p>A domain in a callback is borrowed, and the thread is the one that answers keepalives: its
 * name and UUID, which ask nobody, are copied, and the listener is to return at once.
 */
final class VirtEvents {

    private static final int AGENT_CONNECTED = 1;
    private static final int METADATA_ELEMENT = 2;
    private static final int KIBIBYTE = 1024;

    private static final Registered<Consumer<DomainEvent>> LISTENERS = new Registered<>();
    private static final Map<Integer, Callback> CALLBACKS = callbacks();

    static {
        // libvirt calls on the threads of its callers; should it ever have one of its own, it is
        // not to keep the process alive.
        var threads = new CallbackThreadInitializer(true, false, "hv-libvirt-event");
        CALLBACKS.values().forEach(each -> Native.setCallbackThreadInitializer(each, threads));
    }

    private VirtEvents() {}

    /** The numbers of the events that are asked for. */
    static Map<Integer, Callback> all() {
        return CALLBACKS;
    }

    static Registered<Consumer<DomainEvent>> listeners() {
        return LISTENERS;
    }

    /** Those that are left out tell nothing that is wanted: RTC, graphics. */
    private static Map<Integer, Callback> callbacks() {
        var all = new TreeMap<Integer, Callback>();
        all.put(0, (EventCallbacks.Lifecycle) VirtEvents::lifecycle);
        all.put(1, (EventCallbacks.Plain) (_, dom, to) -> tell(to, dom, new Reboot()));
        all.put(
                3,
                (EventCallbacks.OneNumber)
                        (_, dom, action, to) ->
                                tell(to, dom, new Watchdog(EventTexts.watchdogAction(action))));
        all.put(6, (EventCallbacks.IoError) VirtEvents::ioError);
        all.put(9, (EventCallbacks.DiskChange) VirtEvents::diskChange);
        all.put(
                10,
                (EventCallbacks.TextAndNumber)
                        (_, dom, alias, reason, to) ->
                                tell(to, dom, new TrayChange(text(alias), reason == 0)));
        all.put(11, power(Power.WAKEUP));
        all.put(12, power(Power.SUSPEND));
        all.put(
                13,
                (EventCallbacks.OneSize)
                        (_, dom, kib, to) -> tell(to, dom, new BalloonChange(kib * KIBIBYTE)));
        all.put(14, power(Power.SUSPEND_DISK));
        all.put(
                15,
                (EventCallbacks.OneText)
                        (_, dom, alias, to) -> tell(to, dom, new DeviceRemoved(text(alias))));
        all.put(16, (EventCallbacks.TextAndTwoNumbers) VirtEvents::blockJob);
        all.put(
                17,
                (EventCallbacks.Parameters)
                        (_, dom, _, _, to) -> tell(to, dom, new TunableChange()));
        all.put(
                18,
                (EventCallbacks.TwoNumbers)
                        (_, dom, state, reason, to) ->
                                tell(
                                        to,
                                        dom,
                                        new AgentChange(
                                                state == AGENT_CONNECTED,
                                                EventTexts.agentReason(reason))));
        all.put(
                19,
                (EventCallbacks.OneText)
                        (_, dom, alias, to) -> tell(to, dom, new DeviceAdded(text(alias))));
        all.put(
                20,
                (EventCallbacks.OneNumber)
                        (_, dom, number, to) -> tell(to, dom, new MigrationIteration(number)));
        all.put(21, (EventCallbacks.Parameters) VirtEvents::jobCompleted);
        all.put(23, (EventCallbacks.NumberAndText) VirtEvents::metadata);
        all.put(24, (EventCallbacks.BlockThreshold) VirtEvents::blockThreshold);
        all.put(25, (EventCallbacks.ThreeNumbers) VirtEvents::memoryFailure);
        all.put(
                26,
                (EventCallbacks.TextAndSize)
                        (_, dom, alias, bytes, to) ->
                                tell(to, dom, new MemoryDeviceSize(text(alias), bytes)));
        all.put(
                27,
                (EventCallbacks.ThreeTexts)
                        (_, dom, alias, old, now, to) ->
                                tell(to, dom, new MacChange(text(alias), text(old), text(now))));
        return all;
    }

    private static Callback power(Power power) {
        return (EventCallbacks.OneNumber)
                (_, domain, _, to) -> tell(to, domain, new PowerChange(power));
    }

    private static int lifecycle(
            Pointer connection, Pointer domain, int event, int detail, long to) {
        var changes = Change.values();
        if (event < 0 || event >= changes.length) {
            tell(to, domain, new UnknownLifecycle(event, detail));
        } else {
            var change = changes[event];
            tell(to, domain, new Lifecycle(change, EventTexts.detail(change, detail)));
        }
        return 0;
    }

    private static void ioError(
            Pointer connection,
            Pointer domain,
            @Nullable Pointer source,
            @Nullable Pointer alias,
            int action,
            @Nullable Pointer reason,
            long to) {
        var kind =
                new IoError(
                        text(source), text(alias), EventTexts.ioErrorAction(action), text(reason));
        tell(to, domain, kind);
    }

    private static void diskChange(
            Pointer connection,
            Pointer domain,
            @Nullable Pointer oldSource,
            @Nullable Pointer newSource,
            @Nullable Pointer alias,
            int reason,
            long to) {
        tell(to, domain, new DiskChange(text(alias), EventTexts.diskChangeReason(reason)));
    }

    private static void blockJob(
            Pointer connection,
            Pointer domain,
            @Nullable Pointer disk,
            int type,
            int status,
            long to) {
        var kind =
                new BlockJob(
                        text(disk),
                        EventTexts.blockJobType(type),
                        EventTexts.blockJobStatus(status));
        tell(to, domain, kind);
    }

    private static void jobCompleted(
            Pointer connection, Pointer domain, @Nullable Pointer array, int count, long to) {
        var statistics = array == null ? TypedParameters.NONE : TypedParameters.read(array, count);
        tell(to, domain, new JobCompleted(statistics));
    }

    private static void metadata(
            Pointer connection, Pointer domain, int type, @Nullable Pointer namespace, long to) {
        var of =
                type == METADATA_ELEMENT && namespace != null
                        ? Optional.of(text(namespace))
                        : Optional.<String>empty();
        tell(to, domain, new MetadataChange(of));
    }

    private static void blockThreshold(
            Pointer connection,
            Pointer domain,
            @Nullable Pointer device,
            @Nullable Pointer path,
            long threshold,
            long excess,
            long to) {
        tell(to, domain, new BlockThreshold(text(device), threshold, excess));
    }

    private static void memoryFailure(
            Pointer connection, Pointer domain, int recipient, int action, int flags, long to) {
        var kind =
                new MemoryFailure(
                        EventTexts.memoryFailureRecipient(recipient),
                        EventTexts.memoryFailureAction(action));
        tell(to, domain, kind);
    }

    private static void tell(long to, Pointer domain, EventKind kind) {
        var listener = LISTENERS.of(to);
        if (listener != null) {
            listener.accept(
                    new DomainEvent(VirtDomain.uuid(domain), VirtDomain.name(domain), kind));
        }
    }

    private static String text(@Nullable Pointer text) {
        return text == null ? "" : text.getString(0, "UTF-8");
    }
}
