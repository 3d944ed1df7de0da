package io.hypervigil.libvirt.jna;

import static io.hypervigil.libvirt.jna.VirtErrors.check;

import com.sun.jna.Pointer;
import io.hypervigil.libvirt.jna.ControlInfo.State;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * A handle of a domain. It holds its connection open until it is closed.
 *
 * <p>Thread: one at a time.
 */
public final class VirtDomain implements AutoCloseable {

    private static final int XML_INACTIVE = 1 << 1;

    /** A UUID as text, with the 0 at its end. */
    static final int UUID_BYTES = 37;

    private static final int RAW_UUID_BYTES = 16;

    /** virDomainControlInfo: state at 0, details at 4, stateTime in ms at 8. */
    private static final int CONTROL_INFO_BYTES = 16;

    private static final int STATE_TIME = 8;

    /** virDomainBlockInfo: capacity at 0, allocation at 8, physical at 16. */
    private static final int BLOCK_INFO_BYTES = 24;

    private final Pointer pointer;
    private final String name;
    private final String uuid;
    private final int id;
    private final Users.Use use;

    /** Takes a reference over. */
    VirtDomain(Pointer pointer, KnownUuids uuids, Users.Use use) {
        this.pointer = pointer;
        this.name = name(pointer);
        this.id = DomainFunctions.virDomainGetID(pointer);
        this.uuid = uuids.of(pointer, name, id);
        this.use = use;
    }

    public String name() {
        return name;
    }

    /** 36 characters, lower case. */
    public String uuid() {
        return uuid;
    }

    /** The number of a running domain, -1 of one that is not. */
    public int id() {
        return id;
    }

    Pointer pointer() {
        return pointer;
    }

    /**
     * The description, without secrets.
     *
     * @throws VirtException where the domain is gone, or the daemon
     */
    public String xml() throws VirtException {
        return xml(0);
    }

    /** The description that the next start takes. */
    public String inactiveXml() throws VirtException {
        return xml(XML_INACTIVE);
    }

    /** The description with flags of virDomainXMLFlags. */
    String xml(int flags) throws VirtException {
        return Texts.taken(
                check("virDomainGetXMLDesc", DomainFunctions.virDomainGetXMLDesc(pointer, flags)));
    }

    /** What it does now, and why. Waits for no job. */
    public DomainState state() throws VirtException {
        var state = new int[1];
        var reason = new int[1];
        check("virDomainGetState", ControlFunctions.virDomainGetState(pointer, state, reason, 0));
        return DomainState.of(state[0], reason[0]);
    }

    /** What its control interface does now. Takes no lock. */
    public ControlInfo controlInfo() throws VirtException {
        var bytes = new byte[CONTROL_INFO_BYTES];
        check(
                "virDomainGetControlInfo",
                DomainFunctions.virDomainGetControlInfo(pointer, bytes, 0));
        var info = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        var states = State.values();
        int state = info.getInt(0);
        return new ControlInfo(
                state >= 0 && state < states.length ? states[state] : State.ERROR,
                Duration.ofMillis(info.getLong(STATE_TIME)));
    }

    /** Whether it is not known to owe an answer: what asks its hypervisor would wait with it. */
    public boolean isAnswering() throws VirtException {
        return id < 0
                || switch (controlInfo().state()) {
                    case OK, JOB -> true;
                    case OCCUPIED, ERROR -> false;
                };
    }

    /**
     * How large a disk is for its guest. Of a domain that runs, its hypervisor is asked.
     *
     * @param target its name: {@code vda}
     */
    public long diskBytes(String target) throws VirtException {
        var info = new byte[BLOCK_INFO_BYTES];
        check(
                "virDomainGetBlockInfo",
                DomainFunctions.virDomainGetBlockInfo(pointer, target, info, 0));
        return ByteBuffer.wrap(info).order(ByteOrder.nativeOrder()).getLong(0);
    }

    /** {@code cpu.time}, {@code balloon.current} and {@code .maximum}, {@code vcpu.current}. */
    public Map<String, Long> load() throws VirtException {
        return SingleCalls.load(pointer);
    }

    /**
     * What a disk did: {@code rd.bytes} and the like.
     *
     * @param target its name: {@code vda}
     */
    public Map<String, Long> blockCounts(String target) throws VirtException {
        return SingleCalls.block(pointer, target);
    }

    /**
     * What an interface did: {@code rx.bytes} and the like.
     *
     * @param device its name on the host: {@code vnet0}
     */
    public Map<String, Long> interfaceCounts(String device) throws VirtException {
        return SingleCalls.networkInterface(pointer, device);
    }

    /** The job that runs on it, or none. */
    public JobStats job() throws VirtException {
        var type = new int[1];
        var values =
                ParameterCalls.of(
                        "virDomainGetJobStats",
                        (parameters, count) ->
                                DomainFunctions.virDomainGetJobStats(
                                        pointer, type, parameters, count, 0));
        return new JobStats(type[0], values);
    }

    @Override
    public void close() {
        DomainFunctions.virDomainFree(pointer);
        use.close();
    }

    static String name(Pointer domain) {
        var name = DomainFunctions.virDomainGetName(domain);
        return name == null ? "" : name.getString(0, "UTF-8");
    }

    /** Spelled here: libvirt takes sixteen calls of printf for each. */
    static String uuid(Pointer domain) {
        var raw = new byte[RAW_UUID_BYTES];
        DomainFunctions.virDomainGetUUID(domain, raw);
        var bytes = ByteBuffer.wrap(raw);
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
}
