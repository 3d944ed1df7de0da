package io.hypervigil.nvml.xid;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an XID means, in our words, and how much it matters.
 *
 * <p>A table. What is not in it is rare, or of one generation only; it is counted all the same.
 */
public enum XidMeaning {
    GRAPHICS_EXCEPTION(13, Severity.SOFTWARE, "a program did something its engine refuses"),
    PAGE_FAULT(31, Severity.SOFTWARE, "a program used memory that is not mapped"),
    BAD_PUSH_BUFFER(32, Severity.DEGRADED, "commands arrived broken: driver, or PCI Express"),
    FIRMWARE_ERROR(38, Severity.DEGRADED, "the driver's firmware made a mistake"),
    CHANNEL_STOPPED(43, Severity.SOFTWARE, "a program's channel was stopped after its error"),
    CONTEXT_SWITCH_FAULT(44, Severity.DEGRADED, "an engine failed while changing programs"),
    CHANNEL_REMOVED(45, Severity.SOFTWARE, "channels were removed: an earlier error, or a kill"),
    GPU_STOPPED(46, Severity.CRITICAL, "the GPU stopped processing"),
    DOUBLE_BIT_ERROR(48, Severity.CRITICAL, "memory could not be corrected"),
    POWER_CABLE(54, Severity.CRITICAL, "a power cable is not attached"),
    DISPLAY_ENGINE(56, Severity.DEGRADED, "the display engine failed"),
    MEMORY_INTERFACE(57, Severity.DEGRADED, "the memory's interface could not be set up"),
    UNSTABLE_MEMORY(58, Severity.CRITICAL, "the memory's interface is unstable"),
    MICROCONTROLLER_WARNING(61, Severity.DEGRADED, "an internal microcontroller warned"),
    MICROCONTROLLER_HALT(62, Severity.CRITICAL, "an internal microcontroller halted"),
    ROW_REMAPPED(63, Severity.DEGRADED, "bad memory is put aside; takes effect with a reset"),
    ROW_REMAP_FAILED(64, Severity.CRITICAL, "bad memory could not be put aside"),
    DECODER(68, Severity.SOFTWARE, "the video decoder refused something"),
    ENGINE_CLASS(69, Severity.SOFTWARE, "a program did what its graphics class has not"),
    NVLINK(74, Severity.CRITICAL, "an NVLink failed"),
    VGPU_START(78, Severity.DEGRADED, "a virtual GPU could not be started"),
    FALLEN_OFF_BUS(79, Severity.CRITICAL, "the GPU does not answer on PCI Express any more"),
    CORRUPT_DATA(80, Severity.DEGRADED, "data sent to the GPU arrived broken"),
    SINGLE_BIT_RATE(92, Severity.DEGRADED, "memory is corrected too often"),
    INFOROM_WEAR(93, Severity.DEGRADED, "the infoROM is written too often"),
    CONTAINED_MEMORY_ERROR(94, Severity.CRITICAL, "memory failed; only its programs ended"),
    UNCONTAINED_MEMORY_ERROR(95, Severity.CRITICAL, "memory failed; all programs are affected"),
    CONTEXT_SWITCH_TIMEOUT(109, Severity.SOFTWARE, "a program did not give way in time"),
    SECURITY_FAULT(110, Severity.CRITICAL, "the GPU saw its security violated"),
    GSP_TIMEOUT(119, Severity.CRITICAL, "the system processor (GSP) does not answer"),
    GSP_ERROR(120, Severity.CRITICAL, "the system processor (GSP) failed"),
    C2C_CORRECTED(121, Severity.DEGRADED, "the link to the CPU's chip corrects errors"),
    SPI_READ(122, Severity.DEGRADED, "the flash memory could not be read"),
    SPI_WRITE(123, Severity.DEGRADED, "the flash memory could not be written"),
    INFOROM_FAILURE(125, Severity.DEGRADED, "the infoROM could not be used"),
    LINK_TRAINING(136, Severity.DEGRADED, "an NVLink could not be trained"),
    NVLINK_PRIVILEGE(137, Severity.SOFTWARE, "a program was refused on an NVLink"),
    UNRECOVERED_MEMORY_ERROR(140, Severity.CRITICAL, "memory failed and was not recovered"),
    INITIALISATION(143, Severity.CRITICAL, "the GPU could not be initialised"),
    NVLINK_SAW(144, Severity.DEGRADED, "NVLink 5, address unit"),
    NVLINK_RLW(145, Severity.DEGRADED, "NVLink 5, receiving unit"),
    NVLINK_TLW(146, Severity.DEGRADED, "NVLink 5, sending unit"),
    NVLINK_TREX(147, Severity.DEGRADED, "NVLink 5, crossbar unit"),
    NVLINK_CONTROL(148, Severity.DEGRADED, "NVLink 5, control unit"),
    NVLINK_NETIR(149, Severity.DEGRADED, "NVLink 5, physical unit"),
    NVLINK_MSE(150, Severity.DEGRADED, "NVLink 5, management unit"),
    RECOVERY_ACTION(154, Severity.INFORMATION, "what the GPU needs to recover is another now");

    private static final Map<Integer, XidMeaning> BY_XID =
            Arrays.stream(values()).collect(Collectors.toMap(XidMeaning::xid, Function.identity()));

    private final int xid;
    private final Severity severity;
    private final String text;

    /** How much it matters. */
    public enum Severity {
        /** Hardware that is broken or gone: take the GPU out of service. */
        CRITICAL,
        /** Hardware that wears, or a driver in trouble: plan a reset and a test. */
        DEGRADED,
        /** A program's own error, nearly always. */
        SOFTWARE,
        /** Said beside another. */
        INFORMATION;

        /** The value of the label {@code severity}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    XidMeaning(int xid, Severity severity, String text) {
        this.xid = xid;
        this.severity = severity;
        this.text = text;
    }

    /** The meaning of an XID, where it is known. */
    public static Optional<XidMeaning> of(int xid) {
        return Optional.ofNullable(BY_XID.get(xid));
    }

    public int xid() {
        return xid;
    }

    public Severity severity() {
        return severity;
    }

    /** For people, in a few words. */
    public String text() {
        return text;
    }

    /**
     * Whether it is shown as 0 before it happened, so that an increase from 0 to 1 is seen: what
     * tells of hardware is. Programs' errors come often enough to be seen without.
     */
    public boolean isExpected() {
        return switch (severity) {
            case CRITICAL, DEGRADED -> true;
            case SOFTWARE, INFORMATION -> false;
        };
    }
}
