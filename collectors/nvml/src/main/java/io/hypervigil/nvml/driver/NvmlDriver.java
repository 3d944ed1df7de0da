package io.hypervigil.nvml.driver;

import io.hypervigil.nvml.jna.NvmlLibrary;
import io.hypervigil.nvml.jna.NvmlResult;
import io.hypervigil.nvml.jna.NvmlReturn;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes the driver, lets it go, and takes it again: after a lost GPU, a reload, a GPU that was
 * bound or is to be unbound.
 *
 * <p>The library is initialised only while the kernel has the module, and shut down only while
 * nobody is within a call: as long as one is stuck, all stays as it is.
 *
 * <p>Thread: any.
 */
public final class NvmlDriver implements AutoCloseable {

    /** How long those who are within a call are waited for. */
    private static final long LEAVE_MILLIS = 1_000;

    /** How long an action waits for what is sampled of its GPU, and the close for an attempt. */
    private static final Duration TURN = Duration.ofMillis(500);

    private final KernelModule module;
    private final String libraryName;
    private final Backoff backoff;
    private final GivenAway givenAway;
    private final CallGate gate = new CallGate();
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();
    private final Set<String> released = ConcurrentHashMap.newKeySet();
    private final LeftAlone leftAlone;
    private final ReentrantLock taking = new ReentrantLock();
    private volatile boolean isReleased;
    private volatile boolean isClosed;
    private volatile @Nullable Doubt doubt;
    private @Nullable String whyBroken;
    private volatile DriverState.@Nullable Attached attached;
    private Set<String> boundAtStart = Set.of();

    /**
     * @param why for people
     * @param isWanted whether someone asked for it, so that it is not put off
     */
    private record Doubt(String why, boolean isWanted) {}

    /**
     * @param libraryName a soname or an absolute path
     * @param nanos a monotonic clock
     */
    public NvmlDriver(KernelModule module, String libraryName, LongSupplier nanos) {
        this.module = module;
        this.libraryName = libraryName;
        this.backoff = new Backoff(nanos);
        this.givenAway = new GivenAway(nanos);
        this.leftAlone = new LeftAlone(nanos);
    }

    /** The driver as it is now, taken where it is there and we have not got it. */
    public DriverState attach() {
        taking.lock();
        try {
            var state = attachOnce();
            if (isClosed) {
                detach();
                return new DriverState.Absent("closed");
            }
            return state;
        } finally {
            taking.unlock();
        }
    }

    private DriverState attachOnce() {
        givenAway.back(module.boundAddresses()).forEach(this::takeBack);
        var absence = absence();
        var present = attached;
        if (present != null && absence.isEmpty() && (!isDoubtful() || secondsToWait() > 0)) {
            return present;
        }
        if (present != null && !detach()) {
            return present;
        }
        if (absence.isPresent()) {
            // What is loaded next is another driver, and gets an attempt at once.
            whyBroken = null;
            leftAlone.clear();
            return new DriverState.Absent(absence.get());
        }
        return take();
    }

    /** Says that an answer made no sense of handles that should be good. */
    public void doubt(String why) {
        doubt = new Doubt(why, false);
    }

    /** Has nobody call a GPU for five minutes, or until the driver is loaded anew. */
    public void leaveAlone(String pciAddress, String why) {
        leftAlone.add(pciAddress, why);
    }

    /**
     * Lets a GPU go, so that its driver can be changed; all of them where no address is given.
     * Takes effect with the next {@link #attach}.
     */
    public void release(Optional<String> pciAddress) {
        pciAddress.ifPresentOrElse(released::add, () -> isReleased = true);
        doubt = new Doubt("released", true);
    }

    /**
     * Lets a GPU go that is about to be given to another driver; it is taken again by itself when
     * it comes back, or when it has not left within a minute. Where no GPU has that address it is
     * not known which one is meant: then all are let go, rather than one kept that is waited for.
     */
    public void giveWay(String pciAddress) {
        var bound = module.boundAddresses();
        boolean isOurs =
                known().stream()
                        .flatMap(present -> present.gpus().stream())
                        .anyMatch(gpu -> gpu.pciAddress().equals(pciAddress));
        if (isOurs || !bound.contains(pciAddress)) {
            var meant = isOurs ? Optional.of(pciAddress) : Optional.<String>empty();
            givenAway.add(meant, bound);
            release(meant);
        }
    }

    /** Says that a GPU that was let go has another driver now: it is ours again once it is back. */
    public void gaveAway(String pciAddress) {
        givenAway.add(Optional.of(pciAddress), module.boundAddresses());
    }

    /**
     * Takes back a {@link #release}, and nothing that was let go before it. Takes effect with the
     * next {@link #attach}.
     */
    public void takeBack(Optional<String> pciAddress) {
        pciAddress.ifPresentOrElse(released::remove, () -> isReleased = false);
        doubt = new Doubt("back again", true);
    }

    /**
     * Takes a GPU again, all of them where no address is given. One alone stays let go as long as
     * all are. Takes effect with the next {@link #attach}.
     */
    public void reacquire(Optional<String> pciAddress) {
        if (pciAddress.isEmpty()) {
            reacquire();
        } else if (released.remove(pciAddress.get())) {
            givenAway.forget(pciAddress);
            doubt = new Doubt("reacquired", true);
        }
    }

    /** Takes all GPUs again. Takes effect with the next {@link #attach}. */
    public void reacquire() {
        isReleased = false;
        released.clear();
        givenAway.forgetAll();
        doubt = new Doubt("reacquired", true);
    }

    /**
     * Whether a GPU is let go, alone or with all others, or will be with the next {@link #attach}.
     */
    public boolean isReleased(String pciAddress) {
        return isReleased || released.contains(pciAddress);
    }

    /** Whether all GPUs are let go together. */
    public boolean areAllReleased() {
        return isReleased;
    }

    /** As the other, for half a second. */
    public Entry enter(String uuid) {
        return enter(uuid, TURN);
    }

    /**
     * Whether a call to a GPU may be made now; the caller closes what it is given.
     *
     * @param patience how long another call to the GPU is waited for
     */
    public Entry enter(String uuid, Duration patience) {
        if (!gate.enter()) {
            return new Entry.NoHandle("the driver is being let go");
        }
        var gpu = gpu(uuid);
        if (gpu.isEmpty()) {
            gate.leave();
            return new Entry.NoHandle("the driver gives no handle of it");
        }
        var why = leftAlone.why(gpu.get().pciAddress());
        if (why.isPresent()) {
            gate.leave();
            return new Entry.NoHandle(why.get());
        }
        var turn = turns.computeIfAbsent(uuid, _ -> new ReentrantLock());
        if (!isMyTurn(turn, patience)) {
            gate.leave();
            return new Entry.Busy();
        }
        return new Entry.Within(
                gpu.get(),
                () -> {
                    turn.unlock();
                    gate.leave();
                });
    }

    /** Whether the library may be called, of no GPU in particular; then {@link #leave} follows. */
    public Optional<DriverState.Attached> enterLibrary() {
        if (!gate.enter()) {
            return Optional.empty();
        }
        var present = Optional.ofNullable(attached);
        if (present.isEmpty()) {
            gate.leave();
        }
        return present;
    }

    /** Ends {@link #enterLibrary}. */
    public void leave() {
        gate.leave();
    }

    /** What is known now, without asking anybody. */
    public Optional<DriverState.Attached> known() {
        return Optional.ofNullable(attached);
    }

    /**
     * Lets the driver go, without waiting for what hangs: where a call is stuck, the process keeps
     * the driver until its end; where it is just being taken, it is let go as soon as it is there.
     */
    @Override
    public void close() {
        isClosed = true;
        if (isMyTurn(taking, TURN)) {
            try {
                detach();
            } finally {
                taking.unlock();
            }
        }
    }

    private Optional<String> absence() {
        return isReleased || isClosed ? Optional.of("the GPUs are released") : module.absence();
    }

    private Optional<AttachedGpu> gpu(String uuid) {
        var present = attached;
        return present == null
                ? Optional.empty()
                : present.gpus().stream().filter(gpu -> gpu.uuid().equals(uuid)).findFirst();
    }

    private static boolean isMyTurn(ReentrantLock turn, Duration patience) {
        try {
            return turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** GPUs that are bound after the library was initialised are not seen by it. */
    private boolean isDoubtful() {
        var present = attached;
        if (doubt == null && !module.boundAddresses().equals(boundAtStart)) {
            doubt("other GPUs are bound to the driver");
        } else if (doubt == null && present != null && !present.lost().isEmpty()) {
            doubt(present.lost().getFirst());
        }
        return doubt != null;
    }

    /** The first attempt is made at once, and what was asked for too. */
    private long secondsToWait() {
        var present = doubt;
        boolean isAgain = whyBroken != null || (present != null && !present.isWanted);
        return isAgain ? backoff.secondsLeft() : 0;
    }

    private boolean detach() {
        var present = attached;
        if (present == null) {
            return true;
        }
        if (!gate.shutWithin(LEAVE_MILLIS)) {
            return false;
        }
        attached = null;
        present.life().end();
        gate.open();
        return true;
    }

    private DriverState take() {
        long secondsLeft = secondsToWait();
        if (secondsLeft > 0) {
            var again = "the driver is asked again in " + secondsLeft + " s";
            return new DriverState.Waiting(whyBroken == null ? again : whyBroken + "; " + again);
        }
        if (whyBroken != null || doubt != null) {
            backoff.attempt();
        }
        doubt = null;
        var state = open();
        whyBroken = state instanceof DriverState.Broken(var why) ? why : null;
        return state;
    }

    private DriverState open() {
        return switch (NvmlLibrary.open(libraryName)) {
            case NvmlLibrary.Opening.NotThere(var reason) ->
                    new DriverState.Broken(
                            "the NVIDIA driver "
                                    + module.version().map(version -> version + " ").orElse("")
                                    + "is loaded, and its library cannot be: "
                                    + reason
                                    + ": install libnvidia-ml of the driver's version");
            case NvmlLibrary.Opening.Opened(var library) -> initialise(library);
        };
    }

    private DriverState initialise(NvmlLibrary library) {
        var initialised = library.nvmlInit_v2();
        if (initialised instanceof NvmlResult.Value<NvmlLibrary.Done>) {
            return enumerate(new LibraryLife(library, DriverVersions.of(library)));
        }
        var state = refusal(initialised, library);
        library.close();
        return state;
    }

    private DriverState enumerate(LibraryLife life) {
        boundAtStart = Set.copyOf(module.boundAddresses());
        try (var enumeration = new Enumeration(life)) {
            var result =
                    released.isEmpty()
                            ? enumeration.all(new TreeSet<>(boundAtStart))
                            : new NvmlResult.Value<>(
                                    enumeration.allBut(
                                            Set.copyOf(released), new TreeSet<>(boundAtStart)));
            if (result instanceof NvmlResult.Value<DriverState.Attached>(var present)) {
                attached = present;
                return present;
            }
            var state = refusal(result, life.library());
            life.end();
            return state;
        }
    }

    private DriverState refusal(NvmlResult<?> result, NvmlLibrary library) {
        return switch (result) {
            case NvmlResult.Lost<?>(_, int code) when NvmlReturn.isMismatch(code) ->
                    new DriverState.Broken(mismatch(library));
            case NvmlResult.Lost<?>(var call, int code) when NvmlReturn.isNoDriver(code) ->
                    new DriverState.Absent(NvmlReturn.text(call, code));
            case NvmlResult.Lost<?>(var call, int code) ->
                    new DriverState.Broken(NvmlReturn.text(call, code));
            case NvmlResult.Failed<?>(var call, int code) ->
                    new DriverState.Broken(NvmlReturn.text(call, code));
            case NvmlResult.NoPermission<?>() ->
                    new DriverState.Broken("the driver does not let this process in");
            case NvmlResult.NoSymbol<?>(var symbol) ->
                    new DriverState.Broken(libraryName + " has no " + symbol);
            case NvmlResult.NotSupported<?>(), NvmlResult.Value<?>(_) ->
                    new DriverState.Broken("the driver counts no GPUs");
        };
    }

    private String mismatch(NvmlLibrary library) {
        return "the library is version "
                + library.nvmlSystemGetNVMLVersion().answer().orElse("unknown")
                + " and the driver in the kernel "
                + module.version().orElse("another")
                + ": after an upgrade reboot, or unload the nvidia modules and load them again";
    }
}
