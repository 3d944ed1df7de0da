package io.hypervigil.libvirt.cloudinit;

import io.hypervigil.collect.settings.Secret;

/**
 * What cloud-init shall do, as its {@code user-data}.
 *
 * @param content never shown: it may hold passwords and keys
 */
public record UserData(Secret content) {

    /** As much as clouds take, and more than people write. */
    public static final int MAX_BYTES = 64 * 1024;

    /** Refuses what is too long. */
    public UserData {
        SeedFile.check("user_data", content.reveal(), MAX_BYTES);
    }

    /**
     * As it is given: a cloud-config, a script, or whatever cloud-init takes.
     *
     * @throws IllegalArgumentException where it is longer than 64 KiB of UTF-8
     */
    public static UserData given(String text) {
        return new UserData(new Secret(text));
    }

    /**
     * A cloud-config that names the machine and lets people in.
     *
     * <pre>
     * #cloud-config
     * hostname: "web-1"
     * users:
     *   - name: "ada"
     *     ...
     * </pre>
     */
    public static UserData of(HostName host, GuestLogin login) {
        var yaml = new YamlText().line("#cloud-config").text("hostname", host.name());
        if (login.user().isPresent()) {
            yaml.line("users:")
                    .text("  - name", login.user().get())
                    .text("    shell", "/bin/bash")
                    .text("    sudo", "ALL=(ALL) NOPASSWD:ALL")
                    .flag("    lock_passwd", login.passwordHash().isEmpty());
            login.passwordHash().ifPresent(hash -> yaml.text("    passwd", hash.reveal()));
            yaml.texts("    ssh_authorized_keys", login.sshKeys());
        } else {
            login.passwordHash()
                    .ifPresent(
                            hash ->
                                    yaml.line("user:")
                                            .flag("  lock_passwd", false)
                                            .text("  passwd", hash.reveal()));
            yaml.texts("ssh_authorized_keys", login.sshKeys());
        }
        yaml.flag("ssh_pwauth", false);
        return given(yaml.toString());
    }
}
