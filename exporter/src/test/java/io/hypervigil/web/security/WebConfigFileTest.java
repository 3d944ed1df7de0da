package io.hypervigil.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.ManualClock;
import io.hypervigil.collect.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebConfigFileTest {

    private static final String HASH =
            "$2y$10$abcdefghijklmnopqrstuuqflPDzB6gcMhKa1rZqKiun2YGL5sa2u";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir Path folder;

    private final ManualClock clock = new ManualClock(NOW);
    private Path file;

    @BeforeEach
    void begin() {
        file = folder.resolve("web.yml");
    }

    @Test
    void a_missing_file_is_refused_at_the_start() {
        assertThatThrownBy(() -> WebConfigFile.open(file, clock))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ": no such file");
    }

    @Test
    void bytes_that_are_no_text_are_refused() throws Exception {
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> WebConfigFile.open(file, clock))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ": not UTF-8");
    }

    @Test
    void a_file_that_stands_still_is_read_once() throws Exception {
        write(users("alice"));
        var config = WebConfigFile.open(file, clock);

        var first = config.current();
        clock.advance(Duration.ofHours(1));

        assertThat(config.current()).isSameAs(first);
        assertThat(config.reloads()).isZero();
    }

    @Test
    void a_change_holds_from_the_next_look_on() throws Exception {
        write(users("alice"));
        var config = WebConfigFile.open(file, clock);

        write(users("robert"));

        assertThat(config.current().config().users()).containsOnlyKeys("robert");
        assertThat(config.reloads()).isEqualTo(1);
    }

    @Test
    void a_change_that_leaves_size_and_time_as_they_were_is_seen_while_the_file_is_young()
            throws Exception {
        write(users("alice"));
        var config = WebConfigFile.open(file, clock);

        write(users("carol"));

        assertThat(config.current().config().users()).containsOnlyKeys("carol");
    }

    @Test
    void a_file_that_another_takes_the_place_of_is_seen() throws Exception {
        write(users("alice"));
        clock.advance(Duration.ofHours(1));
        var config = WebConfigFile.open(file, clock);
        var fresh = folder.resolve("fresh.yml");
        Files.writeString(fresh, users("carol"));
        Files.setLastModifiedTime(fresh, FileTime.from(NOW));

        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);

        assertThat(config.current().config().users()).containsOnlyKeys("carol");
    }

    @Test
    void a_broken_file_changes_nothing_until_it_is_whole_again() throws Exception {
        write(users("alice"));
        var config = WebConfigFile.open(file, clock);

        write("basic_auth_users: [\n");
        config.current();
        var kept = config.current().config().users();
        write(users("carol"));
        var healed = config.current().config().users();

        assertThat(kept).containsOnlyKeys("alice");
        assertThat(healed).containsOnlyKeys("carol");
        assertThat(config.failures()).isEqualTo(1);
        assertThat(config.reloads()).isEqualTo(1);
    }

    @Test
    void a_file_that_vanishes_changes_nothing() throws Exception {
        write(users("alice"));
        var config = WebConfigFile.open(file, clock);

        Files.delete(file);
        config.current();

        assertThat(config.current().config().users()).containsOnlyKeys("alice");
        assertThat(config.failures()).isEqualTo(1);
    }

    @Test
    void a_certificate_and_its_key_are_taken_once_both_are_new() throws Exception {
        Pki.usual(folder);
        replace("server.crt", "tls.crt");
        replace("server.key", "tls.key");
        write("tls_server_config:\n  cert_file: tls.crt\n  key_file: tls.key\n");
        var config = WebConfigFile.open(file, clock);

        replace("server-rsa.crt", "tls.crt");
        var between = algorithm(config);
        replace("server-rsa.key", "tls.key");
        var after = algorithm(config);

        assertThat(between).isEqualTo("EC");
        assertThat(after).isEqualTo("RSA");
        assertThat(config.failures()).isEqualTo(1);
    }

    @Test
    void tls_is_neither_turned_off_nor_on_while_it_runs() throws Exception {
        Pki.usual(folder);
        write("tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n");
        var secure = WebConfigFile.open(file, clock);
        write(users("alice"));
        var plain = WebConfigFile.open(file, clock);

        var kept = secure.current();
        write("tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n");

        assertThat(kept.tls()).isPresent();
        assertThat(kept.config().users()).isEmpty();
        assertThat(plain.current().tls()).isEmpty();
        assertThat(plain.current().config().users()).containsOnlyKeys("alice");
        assertThat(plain.failures()).isEqualTo(1);
    }

    private static String algorithm(WebConfigFile config) {
        return config.current().tls().orElseThrow().certificate().getPublicKey().getAlgorithm();
    }

    private void replace(String from, String to) throws IOException {
        Files.copy(folder.resolve(from), folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
    }

    /** In place, with the time stamp of always: the worst that an editor can do. */
    private void write(String yaml) throws IOException {
        Files.writeString(file, yaml);
        Files.setLastModifiedTime(file, FileTime.from(NOW));
    }

    private static String users(String name) {
        return "basic_auth_users:\n  " + name + ": " + HASH + "\n";
    }
}
