package io.hypervigil.libvirt.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.RealPart;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SeedTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");
    private static final UUID INSTANCE = UUID.fromString("6b1f0d9e-3c1e-4a53-9d54-2f6f0f3f8a01");

    @TempDir Path folder;

    private Path written(String userData, Optional<String> networkConfig) throws IOException {
        var file = folder.resolve("seed.iso");
        new Seed(INSTANCE, new HostName("web-1"), UserData.given(userData), networkConfig)
                .write(file, NOW);
        return file;
    }

    private String isoinfo(Path file, String... arguments) {
        return run("isoinfo", "install the package genisoimage", file, arguments);
    }

    private String run(String program, String remedy, Path file, String... arguments) {
        var command = new ArrayList<>(List.of(RealPart.require(program, remedy).toString()));
        command.addAll(List.of(arguments));
        command.add(file.toString());
        return RealPart.run(folder, "", command).output();
    }

    @Test
    void others_see_three_files_with_their_names_and_contents() throws Exception {
        var file = written("#cloud-config\n", Optional.of("version: 2\n"));

        assertThat(isoinfo(file, "-J", "-f", "-i"))
                .isEqualTo("/meta-data\n/network-config\n/user-data\n");
        assertThat(isoinfo(file, "-f", "-i"))
                .isEqualTo("/METADATA.;1\n/NETWORK.;1\n/USERDATA.;1\n");
        assertThat(isoinfo(file, "-J", "-x", "/user-data", "-i")).isEqualTo("#cloud-config\n");
        assertThat(isoinfo(file, "-J", "-x", "/network-config", "-i")).isEqualTo("version: 2\n");
        assertThat(isoinfo(file, "-J", "-x", "/meta-data", "-i"))
                .isEqualTo(
                        """
                        instance-id: "6b1f0d9e-3c1e-4a53-9d54-2f6f0f3f8a01"
                        local-hostname: "web-1"
                        """);
        assertThat(isoinfo(file, "-J", "-l", "-i")).contains("Mar  1 2026").contains(" 14 ");
    }

    @Test
    void cloud_init_finds_the_cd_by_its_label() throws Exception {
        var file = written("", Optional.empty());

        var blkid = run("blkid", "install the package util-linux", file, "-p", "-o", "export");

        assertThat(blkid).contains("LABEL=cidata\n").contains("TYPE=iso9660\n");
        assertThat(isoinfo(file, "-d", "-i"))
                .contains("Volume id: cidata\n")
                .contains("Volume size is: 27\n")
                .contains("Joliet with UCS level 3 found");
        assertThat(isoinfo(file, "-J", "-f", "-i")).isEqualTo("/meta-data\n/user-data\n");
    }

    @Test
    void the_largest_user_data_comes_whole() throws Exception {
        var text = "#!/bin/sh\n" + "a".repeat(UserData.MAX_BYTES - 10);

        var file = written(text, Optional.of("version: 1\n"));

        assertThat(isoinfo(file, "-J", "-x", "/user-data", "-i")).isEqualTo(text);
        assertThat(isoinfo(file, "-J", "-x", "/network-config", "-i")).isEqualTo("version: 1\n");
        assertThat(Files.size(file)).isEqualTo((26 + 1 + 32 + 1) * 2048L);
    }

    @Test
    void a_seed_is_for_its_owner_alone_and_overwrites_nothing() throws Exception {
        var file = written("", Optional.empty());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> written("", Optional.empty()))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void what_is_too_long_or_no_text_is_refused() {
        assertThatThrownBy(() -> UserData.given("ä".repeat(UserData.MAX_BYTES / 2 + 1)))
                .hasMessage("user_data: at most 65536 bytes expected");
        assertThatThrownBy(() -> UserData.given("a\0"))
                .hasMessage("user_data: text without NUL expected");
        assertThatThrownBy(() -> written("", Optional.of("a".repeat(UserData.MAX_BYTES + 1))))
                .hasMessage("network_config: at most 65536 bytes expected");
    }

    @Test
    void nothing_secret_is_printed() {
        var seed =
                new Seed(
                        INSTANCE,
                        new HostName("web-1"),
                        UserData.given("password: secret"),
                        Optional.empty());

        assertThat(seed.toString()).doesNotContain("secret\n").doesNotContain("password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "A", "a_b", "a..b", "a\n", "ä"})
    void a_hostname_that_is_none_is_refused(String name) {
        assertThatThrownBy(() -> new HostName(name)).hasMessageStartingWith("hostname: ");
    }

    @Test
    void the_hostname_nearest_to_a_domains_name_is_one() {
        assertThat(HostName.near("Web Server_1").name()).isEqualTo("web-server-1");
        assertThat(HostName.near("<&\"ü").name()).isEqualTo("vm");
        assertThat(HostName.near("a".repeat(62) + "-b").name()).isEqualTo("a".repeat(62));
    }
}
