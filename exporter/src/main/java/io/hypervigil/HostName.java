package io.hypervigil;

import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.collect.files.Text;
import java.io.IOException;
import java.net.URI;

/** What this host is called. */
record HostName(String text) {

    /** As the kernel has it, since asking the resolver may take long; else {@code localhost}. */
    static HostName read(HostFiles files) {
        try {
            return new HostName(files.proc().read("sys/kernel/hostname", HostName::word));
        } catch (IOException _) {
            return new HostName("localhost");
        }
    }

    private static String word(Text text) {
        text.nextLine();
        return text.field();
    }

    /**
     * What the process is called where nothing is configured: {@code hypervisor-1:10048}.
     *
     * @param url of its first listener; one without a port leaves the name alone
     */
    String instance(String url) {
        int port = url.startsWith("http") ? URI.create(url).getPort() : -1;
        return port < 0 ? text : text + ":" + port;
    }
}
