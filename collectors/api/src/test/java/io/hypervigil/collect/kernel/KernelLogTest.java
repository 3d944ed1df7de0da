package io.hypervigil.collect.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.jna.KmsgSource;
import io.hypervigil.collect.jna.KmsgSource.Read;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelLogTest {

    @TempDir Path folder;
    private final List<String> messages = new ArrayList<>();

    @Test
    void the_ring_comes_first_and_then_what_is_new_and_never_twice() throws IOException {
        var file = folder.resolve("kmsg");
        Files.writeString(
                file,
                """
                6,0,0,-;Linux version 6.8.0
                 SUBSYSTEM=pci
                 DEVICE=+pci:0000:3b:00.0; a name with a semicolon
                3,1,5140900,-,caller=T1;NVRM: Xid; and more
                4,2,52""");
        try (var log = KernelLog.at(file.toString())) {
            assertThat(drain(log).absence()).isEmpty();
            assertThat(messages).containsExactly("Linux version 6.8.0", "NVRM: Xid; and more");
            messages.clear();

            Files.writeString(file, "00000,-;the rest\n", StandardOpenOption.APPEND);
            drain(log);
            drain(log);

            assertThat(messages).containsExactly("the rest");
        }
    }

    @Test
    void records_overwritten_before_they_were_read_are_counted() {
        try (var log =
                reading(
                        new Read.Piece("6,100,1,-;a\n"),
                        new Read.Overwritten(),
                        new Read.Piece("6,151,2,-;b\n"),
                        new Read.Piece("6,152,3,-;c\n"))) {

            assertThat(drain(log))
                    .isEqualTo(new KernelLog.Drained(Optional.empty(), OptionalLong.of(100), 50));
            assertThat(messages).containsExactly("a", "b", "c");
        }
    }

    @Test
    void a_log_that_fails_is_opened_again_and_no_record_is_given_twice() {
        var opened = new ArrayList<FakeKmsg>();
        var log =
                new KernelLog(
                        () -> {
                            var source =
                                    new FakeKmsg(
                                            new Read.Piece("6,7,1,-;a\n"),
                                            new Read.Piece("6,8,2,-;b\n"),
                                            new Read.Failed(5));
                            opened.add(source);
                            return new KmsgSource.Opening.Opened(source);
                        });

        assertThat(drain(log).absence()).contains("the kernel's log cannot be read: errno 5");
        drain(log);

        assertThat(messages).containsExactly("a", "b");
        assertThat(opened).hasSize(2).allMatch(source -> source.isClosed);
    }

    @Test
    void a_log_that_is_closed_is_not_opened_again() {
        var log = reading(new Read.Piece("6,7,1,-;a\n"));
        log.close();
        log.close();

        assertThat(drain(log).absence()).contains("closed");
        assertThat(messages).isEmpty();
    }

    @Test
    void a_log_that_is_not_there_says_so() {
        var path = folder.resolve("none").toString();
        try (var log = KernelLog.at(path)) {
            assertThat(drain(log))
                    .isEqualTo(
                            new KernelLog.Drained(
                                    Optional.of(path + ": does not exist"),
                                    OptionalLong.empty(),
                                    0));
        }
    }

    /** As the device does, a pipe says EAGAIN. */
    @Test
    void a_pipe_with_nothing_in_it_is_read_to_its_end() throws IOException {
        var pipe = folder.resolve("pipe");
        RealPart.run(folder, "", List.of("mkfifo", pipe.toString()));
        try (var writer = new RandomAccessFile(pipe.toFile(), "rw");
                var log = KernelLog.at(pipe.toString())) {
            assertThat(drain(log))
                    .isEqualTo(new KernelLog.Drained(Optional.empty(), OptionalLong.empty(), 0));

            writer.write("6,1,1,-;one\n".getBytes(StandardCharsets.UTF_8));

            assertThat(drain(log).absence()).isEmpty();
            assertThat(messages).containsExactly("one");
        }
    }

    @Test
    void the_log_of_this_machine_is_read_where_it_may_be() {
        assumeThat(Files.isReadable(Path.of(KernelLog.PATH))).isTrue();
        try (var log = KernelLog.at(KernelLog.PATH)) {
            var drained = drain(log);
            assumeThat(drained.absence()).isEmpty();

            assertThat(messages).isNotEmpty();
            assertThat(drained.first()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " SUBSYSTEM=pci", "no semicolon", "6,1;m", "6,x,1,-;m", "6,1,,-;m"})
    void what_is_no_record_is_none(String line) {
        assertThat(KernelRecord.parse(line)).isEmpty();
    }

    private KernelLog.Drained drain(KernelLog log) {
        return log.drain(record -> messages.add(record.message()));
    }

    private static KernelLog reading(Read... reads) {
        return new KernelLog(() -> new KmsgSource.Opening.Opened(new FakeKmsg(reads)));
    }

    /** Gives what a test lays ready, and then nothing. */
    private static final class FakeKmsg implements KmsgSource {

        private final ArrayDeque<Read> reads;
        private boolean isClosed;

        private FakeKmsg(Read... reads) {
            this.reads = new ArrayDeque<>(List.of(reads));
        }

        @Override
        public Read read() {
            return reads.isEmpty() ? new Read.Nothing() : reads.removeFirst();
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }
}
