package io.hypervigil.kubernetes;

import io.hypervigil.collect.Beat;
import io.hypervigil.collect.CollectorContext;
import io.hypervigil.collect.FactBoard;
import io.hypervigil.collect.Outcome;
import io.hypervigil.collect.Probe;
import io.hypervigil.collect.SampleSink;
import io.hypervigil.collect.files.HostFiles;
import io.hypervigil.kubernetes.grpc.UnaryCall;
import io.hypervigil.kubernetes.pods.PodMetrics;
import io.hypervigil.kubernetes.pods.PodResources;
import io.hypervigil.kubernetes.pods.PodUids;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/**
 * Asks the kubelet which pod has which devices.
 *
 * <p>Thread: one; {@link #close} from any.
 */
final class PodResourcesProbe implements Probe, AutoCloseable {

    private static final String METHOD = "/v1.PodResourcesLister/List";

    /** {@code ListPodResourcesRequest} has no fields. */
    private static final byte[] REQUEST = {};

    /** What gRPC itself takes unless told otherwise: some thousand pods. */
    private static final int MAX_ANSWER_BYTES = 4 * 1024 * 1024;

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Beat BEAT = Beat.slow(Duration.ofSeconds(25), Duration.ofSeconds(5));

    private final Path socket;
    private final HostFiles files;
    private final FactBoard facts;
    private final PodClaims claims;

    PodResourcesProbe(CollectorContext context) {
        this.files = context.files();
        this.socket = context.settings(KubernetesSettings.class).socketBelow(files.root().root());
        this.facts = context.facts();
        this.claims = new PodClaims(facts, context.clock(), BEAT.staleness());
    }

    @Override
    public String name() {
        return "pod-resources";
    }

    @Override
    public Beat beat() {
        return BEAT;
    }

    @Override
    public Outcome sample(SampleSink sink) {
        try {
            requireAccess();
            var answer = UnaryCall.send(socket, METHOD, REQUEST, TIMEOUT, MAX_ANSWER_BYTES);
            write(answer, sink);
            return Outcome.SAMPLED;
        } catch (NoSuchFileException _) {
            claims.withdraw();
            return new Outcome.Unavailable("no kubelet: " + socket + " does not exist");
        } catch (IOException e) {
            claims.age();
            return new Outcome.Failed(e);
        }
    }

    @Override
    public void close() {
        claims.close();
    }

    private void write(byte[] answer, SampleSink sink) throws IOException {
        var pods = PodResources.decode(answer);
        var held = new HeldGpus(pods, files, facts);
        PodMetrics.write(pods, held.named(), sink);
        held.tellUnclear(sink);
        claims.publish(held.claims(new PodUids(files.root())));
    }

    /**
     * Connecting asks for the right to write, and tells one refusal from another by words alone.
     */
    private void requireAccess() throws IOException {
        try {
            Files.readAttributes(socket, BasicFileAttributes.class);
        } catch (AccessDeniedException e) {
            throw denied(e);
        }
        if (!Files.isWritable(socket)) {
            throw denied(new AccessDeniedException(socket.toString()));
        }
    }

    private IOException denied(AccessDeniedException cause) {
        return new IOException(
                socket
                        + ": permission denied; it is root's: give this user the right to write to"
                        + " it and to enter the folders above it, run as root, or switch the"
                        + " collector off with --no-collector.kubernetes",
                cause);
    }
}
