package io.hypervigil.web.listen;

import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

/** Listens on a unix socket; its file is there exactly as long as the connector runs. */
final class UnixConnector extends UnixDomainServerConnector {

    private final UnixSocket socket;

    UnixConnector(Server server, UnixSocket socket, ConnectionFactory http) {
        super(server, 0, 1, http);
        this.socket = socket;
        setUnixDomainPath(socket.bindingPath());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        socket.publish();
    }

    @Override
    protected void doStop() throws Exception {
        socket.remove();
        super.doStop();
    }
}
