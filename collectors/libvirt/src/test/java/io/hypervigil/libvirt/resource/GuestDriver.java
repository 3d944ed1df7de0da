package io.hypervigil.libvirt.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.hypervigil.libvirt.daemon.Guest;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a guest's driver does to its virtio-serial device once an agent runs: it opens the port, and
 * QEMU tells libvirt. No guest system runs here, so that it is done over QEMU's own test protocol,
 * by the registers of the older virtio interface over PCI.
 */
final class GuestDriver {

    private static final int SLOT = 5;
    private static final int CONFIG = 0x8000_0000 | (SLOT << 11);
    private static final int CONFIG_ADDRESS = 0xcf8;
    private static final int CONFIG_DATA = 0xcfc;
    private static final int COMMAND = 0x04;
    private static final int BAR0 = 0x10;

    private static final int IO = 0xc000;
    private static final int GUEST_FEATURES = IO + 4;
    private static final int QUEUE_PAGE = IO + 8;
    private static final int QUEUE_SIZE = IO + 12;
    private static final int QUEUE_SELECT = IO + 14;
    private static final int QUEUE_NOTIFY = IO + 16;
    private static final int STATUS = IO + 18;

    private static final int MULTIPORT = 1 << 1;
    private static final int CONTROL_QUEUE = 3;
    private static final int PORT_OPEN = 6;
    private static final int RING = 0x10_0000;
    private static final int MESSAGE = 0x11_0000;

    private final SocketChannel channel;
    private final BufferedReader answers;

    private GuestDriver(SocketChannel channel) {
        this.channel = channel;
        this.answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.US_ASCII));
    }

    /**
     * A guest with an agent's channel.
     *
     * @param agent the socket that plays the agent
     * @param control where QEMU is to be told what the guest does
     */
    static Guest withAgent(Guest guest, Path agent, Path control) {
        return guest.withDevice(
                        "<controller type='virtio-serial' index='0'><address type='pci' domain='0'"
                                + " bus='0' slot='"
                                + SLOT
                                + "' function='0'/></controller>")
                .withDevice(
                        "<channel type='unix'><source mode='connect' path='"
                                + agent
                                + "'/><target type='virtio' name='org.qemu.guest_agent.0'/>"
                                + "</channel>")
                .with(
                        "<commandline xmlns='http://libvirt.org/schemas/domain/qemu/1.0'>"
                                + "<arg value='-qtest'/><arg value='unix:"
                                + control
                                + ",server=on,wait=off'/><arg value='-qtest-log'/>"
                                + "<arg value='none'/></commandline>");
    }

    /** Opens the port of a guest that is paused. */
    static void openPort(Path control) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(control))) {
            new GuestDriver(channel).openPort();
        }
    }

    private void openPort() throws IOException {
        write("outl", CONFIG_ADDRESS, CONFIG | BAR0);
        write("outl", CONFIG_DATA, IO);
        write("outl", CONFIG_ADDRESS, CONFIG | COMMAND);
        write("outw", CONFIG_DATA, 7);
        write("outb", STATUS, 3);
        write("outl", GUEST_FEATURES, MULTIPORT);
        write("outw", QUEUE_SELECT, CONTROL_QUEUE);
        write("outl", QUEUE_PAGE, RING >> 12);
        write("outb", STATUS, 7);
        send(1, PORT_OPEN, 1);
    }

    /** virtio_console_control: id, event, value. */
    private void send(int port, int event, int value) throws IOException {
        write("writel", MESSAGE, port);
        write("writew", MESSAGE + 4, event);
        write("writew", MESSAGE + 6, value);
        write("writeq", RING, MESSAGE);
        write("writel", RING + 8, Long.BYTES);
        write("writel", RING + 12, 0);
        int available = RING + 16 * queueSize();
        write("writel", available, 0x1_0000);
        write("writew", available + 4, 0);
        write("outw", QUEUE_NOTIFY, CONTROL_QUEUE);
    }

    private int queueSize() throws IOException {
        return Integer.decode(ask("inw 0x" + Integer.toHexString(QUEUE_SIZE)).split(" ", -1)[1]);
    }

    private void write(String command, int address, int value) throws IOException {
        ask(command + " 0x" + Integer.toHexString(address) + " 0x" + Integer.toHexString(value));
    }

    private String ask(String command) throws IOException {
        channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
        var answer = answers.readLine();
        assertThat(answer).as(command).startsWith("OK");
        return answer;
    }
}
