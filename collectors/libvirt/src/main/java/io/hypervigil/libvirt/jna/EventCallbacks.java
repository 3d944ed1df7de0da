package io.hypervigil.libvirt.jna;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The callbacks of libvirt-domain.h; several events share a form. {@code opaque} is a number. */
final class EventCallbacks {

    private EventCallbacks() {}

    /** virConnectDomainEventGenericCallback. */
    interface Plain extends Callback {
        void event(Pointer connection, Pointer domain, long opaque);
    }

    /** Watchdog, PMWakeup, PMSuspend, PMSuspendDisk, MigrationIteration. */
    interface OneNumber extends Callback {
        void event(Pointer connection, Pointer domain, int number, long opaque);
    }

    /** virConnectDomainEventCallback, which answers something that nobody reads. */
    interface Lifecycle extends Callback {
        int event(Pointer connection, Pointer domain, int event, int detail, long opaque);
    }

    /** AgentLifecycle. */
    interface TwoNumbers extends Callback {
        void event(Pointer connection, Pointer domain, int one, int two, long opaque);
    }

    /** MemoryFailure. */
    interface ThreeNumbers extends Callback {
        void event(Pointer connection, Pointer domain, int one, int two, int three, long opaque);
    }

    /** BalloonChange. */
    interface OneSize extends Callback {
        void event(Pointer connection, Pointer domain, long size, long opaque);
    }

    /** DeviceAdded, DeviceRemoved. */
    interface OneText extends Callback {
        void event(Pointer connection, Pointer domain, @Nullable Pointer text, long opaque);
    }

    /** NICMACChange. */
    interface ThreeTexts extends Callback {
        void event(
                Pointer connection,
                Pointer domain,
                @Nullable Pointer one,
                @Nullable Pointer two,
                @Nullable Pointer three,
                long opaque);
    }

    /** TrayChange. */
    interface TextAndNumber extends Callback {
        void event(
                Pointer connection,
                Pointer domain,
                @Nullable Pointer text,
                int number,
                long opaque);
    }

    /** BlockJob. */
    interface TextAndTwoNumbers extends Callback {
        void event(
                Pointer connection,
                Pointer domain,
                @Nullable Pointer text,
                int one,
                int two,
                long opaque);
    }

    /** MetadataChange. */
    interface NumberAndText extends Callback {
        void event(
                Pointer connection,
                Pointer domain,
                int number,
                @Nullable Pointer text,
                long opaque);
    }

    /** MemoryDeviceSizeChange. */
    interface TextAndSize extends Callback {
        void event(
                Pointer connection, Pointer domain, @Nullable Pointer text, long size, long opaque);
    }

    /** JobCompleted, Tunable. */
    interface Parameters extends Callback {
        void event(
                Pointer connection,
                Pointer domain,
                @Nullable Pointer parameters,
                int count,
                long opaque);
    }

    /** IOErrorReason. */
    interface IoError extends Callback {
        void event(
                Pointer connection,
                Pointer domain,
                @Nullable Pointer source,
                @Nullable Pointer alias,
                int action,
                @Nullable Pointer reason,
                long opaque);
    }

    /** DiskChange. */
    interface DiskChange extends Callback {
        void event(
                Pointer connection,
                Pointer domain,
                @Nullable Pointer oldSource,
                @Nullable Pointer newSource,
                @Nullable Pointer alias,
                int reason,
                long opaque);
    }

    /** BlockThreshold. */
    interface BlockThreshold extends Callback {
        void event(
                Pointer connection,
                Pointer domain,
                @Nullable Pointer device,
                @Nullable Pointer path,
                long threshold,
                long excess,
                long opaque);
    }
}
