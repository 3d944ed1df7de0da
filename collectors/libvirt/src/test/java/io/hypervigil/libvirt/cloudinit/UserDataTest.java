package io.hypervigil.libvirt.cloudinit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.hypervigil.collect.settings.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserDataTest {

    private static final HostName HOST = new HostName("web-1");
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPA1 ada@home: \"x\"";
    private static final String HASH = "$6$saltsalt$abcdefghijklmnopqrstuvwxyz./0123456789";

    private static String of(GuestLogin login) {
        return UserData.of(HOST, login).content().reveal();
    }

    @Test
    void a_user_is_made_with_keys_and_a_password() {
        var login = new GuestLogin(Optional.of("ada"), List.of(KEY), Optional.of(new Secret(HASH)));

        assertThat(of(login))
                .isEqualTo(
                        """
                        #cloud-config
                        hostname: "web-1"
                        users:
                          - name: "ada"
                            shell: "/bin/bash"
                            sudo: "ALL=(ALL) NOPASSWD:ALL"
                            lock_passwd: false
                            passwd: "$6$saltsalt$abcdefghijklmnopqrstuvwxyz./0123456789"
                            ssh_authorized_keys:
                              - "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPA1 ada@home: \\"x\\""
                        ssh_pwauth: false
                        """);
    }

    @Test
    void the_images_own_user_gets_the_keys_where_none_is_named() {
        var login = new GuestLogin(Optional.empty(), List.of(KEY), Optional.of(new Secret(HASH)));

        assertThat(of(login))
                .isEqualTo(
                        """
                        #cloud-config
                        hostname: "web-1"
                        user:
                          lock_passwd: false
                          passwd: "$6$saltsalt$abcdefghijklmnopqrstuvwxyz./0123456789"
                        ssh_authorized_keys:
                          - "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPA1 ada@home: \\"x\\""
                        ssh_pwauth: false
                        """);
    }

    @Test
    void without_any_login_there_is_just_a_name() {
        assertThat(of(new GuestLogin(Optional.empty(), List.of(), Optional.empty())))
                .isEqualTo("#cloud-config\nhostname: \"web-1\"\nssh_pwauth: false\n");
    }

    @Property(tries = 500)
    void any_text_comes_back_from_its_yaml(@ForAll String text) throws IOException {
        // Halves of surrogate pairs are no text, which YAML cannot hold.
        var points = text.codePoints().filter(UserDataTest::isText).toArray();
        var valid = new String(points, 0, points.length);

        var yaml = new YamlText().text("key", valid).toString();

        try (var parser = new YAMLFactory().createParser(yaml)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            assertThat(parser.nextFieldName()).isEqualTo("key");
            assertThat(parser.nextTextValue()).isEqualTo(valid);
        }
    }

    private static boolean isText(int point) {
        return point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Ada", "1a", "a b", "a\nb", "root:x"})
    void a_user_that_is_none_is_refused(String user) {
        assertThatThrownBy(() -> new GuestLogin(Optional.of(user), List.of(), Optional.empty()))
                .hasMessageStartingWith("user: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AAAAC3NzaC1lZDI1NTE5AAAAIPA1",
                "command=\"sh\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPA1",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPA1 a\nssh-rsa AAAA"
            })
    void a_key_that_is_none_is_refused(String key) {
        assertThatThrownBy(() -> new GuestLogin(Optional.empty(), List.of(key), Optional.empty()))
                .hasMessage("ssh_keys: a line like 'ssh-ed25519 AAAA… comment' expected");
    }

    @Test
    void a_password_is_no_hash() {
        assertThatThrownBy(
                        () ->
                                new GuestLogin(
                                        Optional.empty(),
                                        List.of(),
                                        Optional.of(new Secret("hunter2"))))
                .hasMessageStartingWith("password_hash: ")
                .hasMessageNotContaining("hunter2");
    }
}
