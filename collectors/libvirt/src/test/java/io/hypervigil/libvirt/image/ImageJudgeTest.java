package io.hypervigil.libvirt.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hypervigil.collect.RealPart;
import io.hypervigil.collect.action.ActionFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ImageJudgeTest {

    private static final long MAX = 1 << 30;

    @TempDir Path folder;
    private final ImageJudge judge = new ImageJudge(new QemuImg("qemu-img"), MAX);

    @BeforeEach
    void requireQemuImg() {
        RealPart.require("qemu-img", "install the package qemu-utils");
    }

    private String refusal(Path file) {
        try {
            return "taken: " + judge.judge(file, Optional.empty());
        } catch (ActionFailure e) {
            return e.kind() + " " + e.getMessage();
        }
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "given", ".img"), bytes);
    }

    /** A real image with something written into its header. */
    private Path forged(Consumer<ByteBuffer> change) throws IOException {
        var image = Images.qcow2(folder, Images.MEBIBYTE);
        change.accept(ByteBuffer.wrap(image));
        return file(image);
    }

    private Path made(String format, String... more) {
        var file = folder.resolve("made." + format);
        var arguments = new ArrayList<>(List.of("create", "-q", "-f", format));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of(file.toString(), "1M"));
        Images.qemuImg(folder, arguments.toArray(String[]::new));
        return file;
    }

    @Test
    void a_qcow2_image_is_taken() throws Exception {
        var image = file(Images.qcow2(folder, 10 * Images.MEBIBYTE));

        assertThat(judge.judge(image, Optional.of(ImageFormat.QCOW2)))
                .isEqualTo(new ImageInformation(ImageFormat.QCOW2, 10 * Images.MEBIBYTE));
    }

    @Test
    void a_raw_image_is_taken() throws Exception {
        var image = file(Images.raw(4096, 1));

        assertThat(judge.judge(image, Optional.empty()))
                .isEqualTo(new ImageInformation(ImageFormat.RAW, 4096));
    }

    @Test
    void a_format_other_than_said_is_refused() throws IOException {
        var image = file(Images.qcow2(folder, Images.MEBIBYTE));

        assertThatThrownBy(() -> judge.judge(image, Optional.of(ImageFormat.RAW)))
                .hasMessage("the image is not taken: it is qcow2, not raw");
    }

    @Test
    void an_image_that_stands_on_a_file_of_the_host_is_refused() {
        var image = made("qcow2", "-u", "-b", "/etc/shadow", "-F", "raw");

        assertThat(refusal(image))
                .isEqualTo("INVALID the image is not taken: it stands on another file");
    }

    @Test
    void a_backing_file_whose_name_lies_elsewhere_is_refused() throws IOException {
        var image =
                forged(
                        header -> {
                            header.putLong(8, 1L << 40);
                            header.putInt(16, 10);
                        });

        assertThat(refusal(image))
                .isEqualTo(
                        "INVALID the image is not taken: a qcow2 header whose backing file's name"
                                + " lies outside of it");
    }

    @Test
    void an_external_data_file_is_refused() {
        var image = made("qcow2", "-o", "data_file=" + folder.resolve("data.raw"));

        assertThat(refusal(image))
                .isEqualTo("INVALID the image is not taken: its data lie in an external data file");
    }

    @Test
    void the_name_of_a_data_file_is_refused_even_where_no_feature_tells_of_it() throws IOException {
        var image =
                forged(
                        header -> {
                            int at = header.getInt(100);
                            header.putInt(at, 0x44415441);
                            header.putInt(at + 4, 11);
                            header.put(at + 8, "/etc/shadow".getBytes(StandardCharsets.UTF_8));
                            header.putLong(at + 24, 0);
                        });

        assertThat(refusal(image))
                .isEqualTo("INVALID the image is not taken: it names an external data file");
    }

    @Test
    void an_encrypted_image_is_refused() throws IOException {
        assertThat(refusal(forged(header -> header.putInt(32, 2))))
                .isEqualTo("INVALID the image is not taken: it is encrypted");
    }

    @Test
    void features_that_are_not_known_are_refused() throws IOException {
        assertThat(refusal(forged(header -> header.putLong(72, 1L << 40))))
                .isEqualTo(
                        "INVALID the image is not taken: it has features that are not known:"
                                + " 10000000000");
    }

    @Test
    void a_corrupt_image_is_refused() throws IOException {
        assertThat(refusal(forged(header -> header.putLong(72, 2))))
                .isEqualTo("INVALID the image is not taken: it is marked as corrupt");
    }

    @Test
    void a_header_without_an_end_is_refused() throws IOException {
        assertThat(refusal(forged(header -> header.putInt(header.getInt(100) + 4, -1))))
                .isEqualTo("INVALID the image is not taken: its header has no end");
    }

    @ParameterizedTest
    @CsvSource({
        "1073741825, 'its disk of 1073741825 bytes is larger than 1073741824'",
        "-1, its disk is empty or larger than anything",
        "0, its disk is empty or larger than anything"
    })
    void absurd_sizes_are_refused(long bytes, String why) throws IOException {
        assertThat(refusal(forged(header -> header.putLong(24, bytes))))
                .isEqualTo("INVALID the image is not taken: " + why);
    }

    @Test
    void a_cut_off_header_is_refused() throws IOException {
        assertThat(refusal(file(new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 3})))
                .isEqualTo("INVALID the image is not taken: a qcow2 header of less than 72 bytes");
    }

    @Test
    void tables_that_lie_nowhere_are_refused_by_qemu_img() throws IOException {
        assertThat(refusal(forged(header -> header.putLong(48, 3))))
                .startsWith("FAILED qemu-img ended with 1: ");
    }

    @ParameterizedTest
    @CsvSource({"vmdk", "vdi", "vhdx", "vpc", "qed", "parallels"})
    void other_formats_are_refused(String format) {
        assertThat(refusal(made(format)))
                .isEqualTo("INVALID the image is not taken: it is " + format);
    }

    @ParameterizedTest
    @CsvSource({
        "'# Disk DescriptorFile\nversion=1\nRW 1 FLAT \"/etc/shadow\" 0\n'",
        "'# some words\n\nversion=1\nRW 1 FLAT \"/etc/shadow\" 0\n'"
    })
    void a_text_that_names_files_of_the_host_is_refused(String text) throws IOException {
        assertThat(refusal(file(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("INVALID the image is not taken: it is vmdk");
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        assertThat(refusal(file(new byte[0])))
                .isEqualTo(
                        "INVALID the image is not taken: its disk is empty or larger than"
                                + " anything");
    }

    @Test
    void a_missing_program_is_told() throws IOException {
        var blind = new ImageJudge(new QemuImg(folder.resolve("none").toString()), MAX);
        var image = file(Images.raw(4096, 1));

        assertThatThrownBy(() -> blind.judge(image, Optional.empty()))
                .isInstanceOf(ActionFailure.class)
                .extracting(e -> ((ActionFailure) e).remedy())
                .isEqualTo("install QEMU's tools (Debian: qemu-utils)");
    }

    @Property(tries = 500)
    void any_header_is_parsed_or_refused(@ForAll @Size(max = 400) byte[] bytes) {
        var header = ByteBuffer.allocate(Math.max(bytes.length, 4));
        header.put(bytes).putInt(0, Qcow2Header.MAGIC).position(0);
        try {
            var parsed = Qcow2Header.parse(header);
            assertThat(parsed.backingFile().orElse("").length()).isLessThanOrEqualTo(1023);
        } catch (IOException e) {
            assertThat(e).hasMessageStartingWith("a qcow2 header");
        }
    }
}
