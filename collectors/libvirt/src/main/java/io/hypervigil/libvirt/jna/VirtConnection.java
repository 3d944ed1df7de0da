package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.libvirt.Connect;
import org.libvirt.LibvirtException;

/**
 * A connection to libvirt, opened by libvirt-java, with the calls that it lacks.
 *
 * <p>Closing waits for nobody: a call that hangs keeps the connection to itself, and the last one
 * to come back closes it. A closed connection refuses further calls.
 *
 * <p>Thread: any platform thread; libvirt serialises nothing but what one domain is asked.
 */
public final class VirtConnection implements AutoCloseable {

    /** virConnectGetAllDomainStatsFlags. */
    private static final int NOWAIT = 1 << 29;

    private static final int DEFINE_VALIDATE = 1;

    /** To look up one takes as long as to list some. */
    private static final int FEW = 8;

    /** virDomainStatsRecord: dom at 0, params at 8, nparams at 16. */
    private static final int PARAMS = 8;

    private static final int COUNT = 16;

    private final OpenConnect connect;
    private final Pointer pointer;
    private final Users users;
    private final Subscriptions subscriptions;
    private final KeptDomains kept = new KeptDomains();
    private final KnownUuids uuids = new KnownUuids();

    private final String uri;

    private VirtConnection(OpenConnect connect, String uri) {
        this.connect = connect;
        this.uri = uri;
        this.pointer = connect.pointer();
        this.users = new Users(this::closeNow);
        this.subscriptions = new Subscriptions(pointer);
    }

    /**
     * Opens a connection. libvirt sets no limit to how long that takes: whoever calls does so on a
     * thread that may be lost. The first has the event loop run.
     *
     * @param uri {@code qemu:///system}
     */
    public static VirtConnection open(String uri, boolean isReadOnly) throws VirtException {
        EventLoop.start();
        try {
            return new VirtConnection(new OpenConnect(uri, isReadOnly), uri);
        } catch (LibvirtException e) {
            throw VirtException.of("virConnectOpen", e);
        }
    }

    /** Where it goes, as it was asked for. */
    public String uri() {
        return uri;
    }

    /** Whether the other side is still there, as far as is known without asking it. */
    public boolean isAlive() throws VirtException {
        try (var _ = users.enter()) {
            return check("virConnectIsAlive", ConnectFunctions.virConnectIsAlive(pointer)) == 1;
        }
    }

    /** Whether no call is under way on it and nobody holds a handle of it. */
    public boolean isIdle() {
        return users.isNone();
    }

    /**
     * Has the other side asked now and then whether it is there; past {@code count} times without
     * an answer, and one interval more, the connection breaks.
     *
     * @return whether it is: a driver within this process has no other side, and an old one may not
     *     know how
     */
    public boolean keepAlive(Duration interval, int count) throws VirtException {
        try (var _ = users.enter()) {
            return connect.setKeepAlive(Math.toIntExact(interval.toSeconds()), count);
        } catch (LibvirtException e) {
            var error = VirtException.of("virConnectSetKeepAlive", e);
            if (error.code() == VirtErrorCode.VIR_ERR_NO_SUPPORT) {
                return false;
            }
            throw error;
        }
    }

    /** Versions and driver. */
    public ConnectionInfo info() throws VirtException {
        try (var _ = users.enter()) {
            return ConnectionInfo.of(pointer);
        }
    }

    /**
     * Tells when the connection breaks. The listener is called on any thread, libvirt's event loop
     * among them, and is to return at once.
     */
    public void onClose(Consumer<CloseReason> listener) throws VirtException {
        try (var _ = users.enter()) {
            subscriptions.onClose(listener);
        }
    }

    /**
     * Tells the events of all domains from now on, of all kinds that the other side knows. The
     * listener is called on the thread of libvirt's event loop, which also answers keepalives: it
     * returns at once and calls nothing of libvirt's.
     *
     * @return how many kinds of events there are
     */
    public int onEvents(Consumer<DomainEvent> listener) throws VirtException {
        try (var _ = users.enter()) {
            return subscriptions.onEvents(listener);
        }
    }

    /** Calls of libvirt-java's own connection, which keep this one open. */
    @FunctionalInterface
    public interface Call<R> {
        R on(Connect connect) throws LibvirtException;
    }

    /**
     * Has libvirt-java carry out what it has functions for. Whatever it gives that is to be freed
     * is freed within the call: a handle that is left holds the connection open.
     *
     * @param function for the message of a failure: {@code virDomainCreate}
     */
    public <R> R call(String function, Call<R> call) throws VirtException {
        try (var _ = users.enter()) {
            return call.on(connect);
        } catch (LibvirtException e) {
            throw VirtException.of(function, e);
        }
    }

    /**
     * All domains that pass the filters, of which each handle is the caller's to close.
     *
     * @param filters none for all domains
     */
    public List<VirtDomain> domains(Set<DomainFilter> filters) throws VirtException {
        try (var _ = users.enter()) {
            return domains(filters, users::enter);
        }
    }

    private List<VirtDomain> domains(Set<DomainFilter> filters, Users.Way way)
            throws VirtException {
        return Handles.of(
                "virConnectListAllDomains",
                array ->
                        DomainFunctions.virConnectListAllDomains(
                                pointer, array, DomainFilter.bits(filters)),
                each -> new VirtDomain(each, uuids, way.enter()));
    }

    /** The domain of that UUID; the handle is the caller's to close. */
    public VirtDomain domain(String uuid) throws VirtException {
        try (var _ = users.enter()) {
            var found = DomainFunctions.virDomainLookupByUUIDString(pointer, uuid);
            return new VirtDomain(
                    check("virDomainLookupByUUIDString", found), uuids, users.enter());
        }
    }

    /**
     * The handles of those of the domains that there are, each the caller's to close. Where many
     * are wanted all are listed.
     */
    public List<VirtDomain> domains(List<String> uuids) throws VirtException {
        if (uuids.size() <= FEW) {
            return lookedUp(uuids);
        }
        var wanted = Set.copyOf(uuids);
        var found = new ArrayList<VirtDomain>(wanted.size());
        for (VirtDomain domain : domains(Set.of())) {
            if (wanted.contains(domain.uuid())) {
                found.add(domain);
            } else {
                domain.close();
            }
        }
        return found;
    }

    private List<VirtDomain> lookedUp(List<String> uuids) throws VirtException {
        var found = new ArrayList<VirtDomain>(uuids.size());
        for (String uuid : uuids) {
            try {
                found.add(domain(uuid));
            } catch (VirtException e) {
                if (e.code() != VirtErrorCode.VIR_ERR_NO_DOMAIN) {
                    found.forEach(VirtDomain::close);
                    throw e;
                }
            }
        }
        return found;
    }

    /** The domain of that name; the handle is the caller's to close. */
    public VirtDomain domainNamed(String name) throws VirtException {
        try (var _ = users.enter()) {
            var found = ControlFunctions.virDomainLookupByName(pointer, name);
            return new VirtDomain(check("virDomainLookupByName", found), uuids, users.enter());
        }
    }

    /** Lets a domain be changed; takes the handle over. Needs more than a read-only connection. */
    public DomainControl control(VirtDomain domain) throws VirtException {
        return new DomainControl(this, domain);
    }

    /**
     * Keeps a description, of a new domain or of one that has that name and UUID.
     *
     * @param isValidated whether it is held against libvirt's schema first
     * @return the handle, the caller's to close
     */
    public VirtDomain define(String xml, boolean isValidated) throws VirtException {
        try (var _ = users.enter()) {
            var made =
                    ControlFunctions.virDomainDefineXMLFlags(
                            pointer, xml, isValidated ? DEFINE_VALIDATE : 0);
            return new VirtDomain(check("virDomainDefineXMLFlags", made), uuids, users.enter());
        }
    }

    /** Volumes of its storage pools. */
    public StorageVolumes volumes() {
        return new StorageVolumes(this);
    }

    /**
     * Statistics of all domains, running or not, in one call. Groups that a driver does not know
     * are left out.
     */
    public List<StatsRecord> statsOfAll(Set<StatsGroup> groups) throws VirtException {
        try (var _ = users.enter()) {
            var array = new long[1];
            int count =
                    check(
                            "virConnectGetAllDomainStats",
                            DomainFunctions.virConnectGetAllDomainStats(
                                    pointer, StatsGroup.bits(groups), array, NOWAIT));
            return records(new Pointer(array[0]), count);
        }
    }

    /**
     * Statistics of these domains, in one call; none of one that does not run. A domain that does
     * something else answers in part; one whose hypervisor hangs may keep the call for ever.
     */
    public List<StatsRecord> stats(List<String> uuids, Set<StatsGroup> groups)
            throws VirtException {
        try (var _ = users.enter()) {
            var domains =
                    kept.of(uuids, () -> domains(Set.of(DomainFilter.ACTIVE), Users.Way.KEPT));
            if (domains.isEmpty()) {
                return List.of();
            }
            var ended = new long[domains.size() + 1];
            for (int i = 0; i < domains.size(); i++) {
                ended[i] = Pointer.nativeValue(domains.get(i).pointer());
            }
            var array = new long[1];
            int count =
                    check(
                            "virDomainListGetStats",
                            DomainFunctions.virDomainListGetStats(
                                    ended, StatsGroup.bits(groups), array, NOWAIT));
            return records(new Pointer(array[0]), count);
        }
    }

    /** What is asked of one domain. */
    @FunctionalInterface
    public interface DomainWork {
        void on(VirtDomain domain) throws VirtException;
    }

    /** Has each of these that runs asked, one after the other, by handles that are kept. */
    public void each(List<String> uuids, DomainWork work) throws VirtException {
        try (var _ = users.enter()) {
            for (VirtDomain domain :
                    kept.of(uuids, () -> domains(Set.of(DomainFilter.ACTIVE), Users.Way.KEPT))) {
                work.on(domain);
            }
        }
    }

    private List<StatsRecord> records(Pointer array, int count) {
        try {
            return copied(array, count, uuids);
        } finally {
            DomainFunctions.virDomainStatsRecordListFree(array);
        }
    }

    /** Copies records out of libvirt's memory. */
    static List<StatsRecord> copied(Pointer array, int count, KnownUuids uuids) {
        var records = new ArrayList<StatsRecord>(count);
        for (Pointer each : array.getPointerArray(0, count)) {
            var domain = each.getPointer(0);
            var name = VirtDomain.name(domain);
            int id = DomainFunctions.virDomainGetID(domain);
            records.add(
                    new StatsRecord(
                            name,
                            uuids.of(domain, name, id),
                            id,
                            TypedParameters.read(each.getPointer(PARAMS), each.getInt(COUNT))));
        }
        return records;
    }

    /** All networks, running or not, of which each handle is the caller's to close. */
    public List<VirtNetwork> networks() throws VirtException {
        try (var _ = users.enter()) {
            return Handles.of(
                    "virConnectListAllNetworks",
                    array -> NetworkFunctions.virConnectListAllNetworks(pointer, array, 0),
                    each -> new VirtNetwork(each, users.enter()));
        }
    }

    /** All storage pools, running or not, of which each handle is the caller's to close. */
    public List<VirtPool> pools() throws VirtException {
        try (var _ = users.enter()) {
            return Handles.of(
                    "virConnectListAllStoragePools",
                    array -> StorageFunctions.virConnectListAllStoragePools(pointer, array, 0),
                    each -> new VirtPool(each, this, users.enter()));
        }
    }

    /** libvirt-java's own connection, for what it has calls for. */
    Connect connect() {
        return connect;
    }

    Pointer pointer() {
        return pointer;
    }

    /** Keeps the connection from closing during a call. */
    Users.Use use() throws VirtException {
        return users.enter();
    }

    @Override
    public void close() {
        // A call that hangs keeps the connection open, which is to tell nobody anything any more.
        subscriptions.silence();
        users.close();
    }

    /** What libvirt answers to a close helps nobody. */
    private void closeNow() {
        kept.close();
        subscriptions.end();
        try {
            connect.close();
        } catch (LibvirtException _) {
            // The other side is gone, and the socket with it.
        }
    }
}
