package io.hypervigil.web.listen;

import io.hypervigil.config.ListenAddress.Tcp;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;

/** Binds TCP addresses as Go does: {@code 0.0.0.0} is IPv4 alone, no host and {@code [::]} both. */
final class TcpSocket {

    private static final int BACKLOG = 128;

    private TcpSocket() {}

    static ServerSocketChannel open(Tcp address) throws ListenException {
        try {
            var at = resolve(address.host());
            var socket = new InetSocketAddress(at, address.port());
            var channel = isForBoth(at) ? ServerSocketChannel.open() : ofFamily(at);
            return bind(channel, socket, address);
        } catch (UnknownHostException _) {
            throw new ListenException(address, "unknown host");
        } catch (IOException e) {
            throw new ListenException(address, String.valueOf(e.getMessage()));
        }
    }

    private static ServerSocketChannel bind(
            ServerSocketChannel channel, InetSocketAddress socket, Tcp address)
            throws IOException, ListenException {
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return channel.bind(socket, BACKLOG);
        } catch (SocketException e) {
            channel.close();
            throw new ListenException(address, reason(e, address));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static InetAddress resolve(String host) throws UnknownHostException {
        if (host.isEmpty()) {
            return new InetSocketAddress(0).getAddress();
        }
        return Arrays.stream(InetAddress.getAllByName(host))
                .min(Comparator.comparing(address -> !(address instanceof Inet4Address)))
                .orElseThrow(() -> new UnknownHostException(host));
    }

    private static boolean isForBoth(InetAddress address) {
        return address.isAnyLocalAddress() && !(address instanceof Inet4Address);
    }

    private static ServerSocketChannel ofFamily(InetAddress address) throws IOException {
        return ServerSocketChannel.open(
                address instanceof Inet4Address
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6);
    }

    /** Java has one exception for all of them, and the kernel's words in it. */
    private static String reason(SocketException e, Tcp address) {
        var message = String.valueOf(e.getMessage());
        var lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("in use")) {
            return "in use by another process";
        }
        if (lower.contains("permission denied")) {
            return "permission denied"
                    + (address.port() < 1024
                            ? ": ports below 1024 need CAP_NET_BIND_SERVICE or root"
                            : "");
        }
        return lower.contains("cannot assign") ? "not an address of this machine" : message;
    }
}
